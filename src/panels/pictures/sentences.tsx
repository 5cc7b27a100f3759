/** Where the probability is among all sentences: the likeliest answers to one prompt, and how long they are. */

import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Numbers } from '../../charts/numbers';
import { SentencesPicture } from '../../charts/sentences-picture';
import { useSeries } from '../use-playground';
import { AnswersKey, AnswersTable } from './answers-parts';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

interface PromptsProps {
  readonly prompts: readonly string[];
  readonly chosen: number;
  readonly onChoose: (prompt: number) => void;
}

const Prompts = ({ prompts, chosen, onChoose }: PromptsProps) => (
  <ToggleButtonGroup
    className="segments prompts"
    aria-label="Prompt"
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[String(chosen)]}
    onSelectionChange={([key]) => {
      if (key !== undefined) onChoose(Number(key));
    }}
  >
    {prompts.map((prompt, i) => (
      <ToggleButton key={prompt} id={String(i)}>
        {prompt}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);

export const Sentences = ({ truth: { world, logStar, isReferenceKnown } }: { readonly truth: Truth }) => {
  const [asked, setAsked] = useState(0);
  const prompt = Math.min(asked, world.prompts.length - 1);
  const series = useSeries();
  const runs = useChartRuns();
  const optimum = isReferenceKnown ? logStar : null;
  const marks = { reference: isReferenceKnown ? 'π_ref' : 'the corpus', optimum: 'π*' };
  const shown = { world, prompt, runs, series, optimum };
  return (
    <section aria-labelledby="sentences-title" className="sentences">
      <h2 id="sentences-title">Where the probability is: the likeliest answers of any run</h2>
      {world.prompts.length > 1 ? <Prompts prompts={world.prompts} chosen={prompt} onChoose={setAsked} /> : null}
      <AnswersKey runs={runs} {...marks} hasOptimum={isReferenceKnown} />
      <SentencesPicture {...shown} />
      <Numbers
        summary="Numbers"
        caption={`Probability of the likeliest answers to “${world.prompts[prompt]}”`}
        table={() => <AnswersTable shown={shown} marks={marks} />}
      />
    </section>
  );
};
