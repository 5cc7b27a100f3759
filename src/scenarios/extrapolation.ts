/** Scenario M2: how far a run may be extrapolated in weight space, and when that beats training on. */
import type { Run } from '../settings/experiment';
import { above, below, type Fact, type Scenario, type Trained, trial } from './scenario';
import { sentencesSettings } from './settings';

const alphas = [-0.5, 0.25, 0.5, 1, 2, 4] as const;
const plain = 'α = 0';
const labelOf = (alpha: number): string => `α = ${alpha}`;
const [short, middle, long] = [50, 100, 300];

const runs: Readonly<Record<string, Run>> = {
  [plain]: { objective: 'dpo', knobs: { beta: 1 } },
  ...Object.fromEntries(
    alphas.map((alpha): [string, Run] => [labelOf(alpha), { objective: 'expo', knobs: { of: 1, alpha } }]),
  ),
};

const reward =
  (label: string, step: number) =>
  ({ metric }: Trained): number =>
    metric(label, 'reward', step);

const ascending = [-0.5, 0, 0.25, 0.5, 1, 2, 4].map(labelOf);

const rises = ascending.slice(1).map((label, i): Fact => {
  const before = ascending[i] ?? plain;
  return {
    words: `from step ${short}, E[r]: ${label} less ${before}`,
    wanted: above(0),
    holdsFor: 'difference of medians',
    measure: reward(label, short),
    minus: reward(before, short),
  };
});

const addsLittle = alphas.map(
  (alpha): Fact => ({
    words: `from step ${long}, E[r]: ${labelOf(alpha)} less ${plain}`,
    wanted: below(0.3),
    holdsFor: 'difference of medians',
    measure: reward(labelOf(alpha), long),
    minus: reward(plain, long),
  }),
);

const weights = trial({
  id: 'M2 extrapolation',
  settings: sentencesSettings({ steps: long }),
  every: short,
  slow: true,
  runs,
  facts: [
    ...rises,
    {
      words: `from step ${short}, E[r]: α = 2 less ${plain}`,
      wanted: above(0.4),
      holdsFor: 'difference of medians',
      measure: reward('α = 2', short),
      minus: reward(plain, short),
    },
    ...addsLittle,
    {
      words: `from step ${long}, α = 4: KL`,
      wanted: above(5),
      holdsFor: 'median',
      measure: ({ metric }) => metric('α = 4', 'kl', long),
    },
    {
      words: `E[r], α = 1 from step ${middle} less ${plain} at ${long}`,
      wanted: above(0.08),
      holdsFor: 'difference of medians',
      measure: reward('α = 1', middle),
      minus: reward(plain, long),
    },
    {
      words: `KL, ${plain} at ${long} less α = 1 from step ${middle}`,
      wanted: above(0),
      holdsFor: 'difference of medians',
      measure: ({ metric }) => metric(plain, 'kl', long),
      minus: ({ metric }) => metric('α = 1', 'kl', middle),
    },
  ],
});

export const extrapolation: Scenario = {
  id: 'M2',
  title: 'Walking further in the direction already taken',
  trials: [weights],
};
