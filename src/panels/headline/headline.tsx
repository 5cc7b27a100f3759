/** What is true of the training now, in a few sentences; before anything has happened, what to watch. */

import { useMemo } from 'react';
import { lookOf } from '../../charts/looks';
import { presetOf } from '../../experiment/presets';
import type { Said } from '../../observations/observer';
import { type Part, type Sentence, textOf } from '../../observations/sentence';
import { whatToWatch } from '../../observations/watch';
import { experimentIn, setupIn } from '../../state/store';
import type { Truth } from '../pictures/use-truth';
import { usePlayground } from '../use-playground';
import { NumberLink } from './number-link';
import { stretchesOf } from './stretches';
import { useHeadline } from './use-headline';

const RunName = ({
  part,
  looks,
}: {
  readonly part: Extract<Part, { run: number }>;
  readonly looks: readonly number[];
}) => <strong style={{ color: lookOf(looks[part.run] ?? part.run).color }}>{part.text}</strong>;

const PartText = ({ part, looks }: { readonly part: Part; readonly looks: readonly number[] }) => {
  if ('source' in part) return <NumberLink quantity={part} />;
  return 'run' in part ? <RunName part={part} looks={looks} /> : part.text;
};

const SentenceText = ({ sentence, looks }: { readonly sentence: Sentence; readonly looks: readonly number[] }) =>
  stretchesOf(sentence).map((stretch, place) => (
    <span key={place} className={stretch.some((part) => 'source' in part) ? 'unbroken' : undefined}>
      {stretch.map((part, inside) => (
        <PartText key={inside} part={part} looks={looks} />
      ))}
    </span>
  ));

/** The reason for what the lesson shows: empty where it is not being shown, undefined where this is no lesson. */
const useExplanation = (said: readonly Said[]): string | undefined => {
  const experiment = usePlayground(experimentIn);
  const preset = useMemo(() => presetOf(experiment), [experiment]);
  if (preset === undefined) return undefined;
  const { of, text } = preset.explanation;
  const run = preset.shows[of]?.[0] ?? 0;
  return said.some(({ id, runs }) => id === of && runs.includes(run)) ? text : '';
};

export const Headline = ({ truth }: { readonly truth: Truth }) => {
  const { experiment, looks } = usePlayground(setupIn);
  const { said, spoken } = useHeadline(truth);
  const explanation = useExplanation(said);
  const sentences = said.length === 0 ? [whatToWatch(experiment, truth.world)] : said.map(({ sentence }) => sentence);
  return (
    <div className="headline">
      <p>
        {sentences.map((sentence, place) => (
          <span key={place}>
            {place === 0 ? '' : ' '}
            <SentenceText sentence={sentence} looks={looks} />
          </span>
        ))}
      </p>
      {explanation === undefined ? null : <p className="explanation">{explanation}</p>}
      <p className="visually-hidden" aria-live="polite">
        {spoken.map(textOf).join(' ')}
      </p>
    </div>
  );
};
