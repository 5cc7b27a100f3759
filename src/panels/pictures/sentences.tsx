/** Where the probability is among all sentences: the likeliest answers to one prompt, and how long they are. */

import { useState } from 'react';
import { Numbers } from '../../charts/numbers';
import { SentencesPicture } from '../../charts/sentences-picture';
import { Segments } from '../controls/segments';
import { useSeries } from '../use-playground';
import { AnswersKey, AnswersTable } from './answers-parts';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

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
      <Segments label="Prompt" options={world.prompts} chosen={prompt} onChoose={setAsked} />
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
