/** Lessons in weight space: walking on where training went, and the mean of several runs. */
import { type Preset, definePreset as preset } from './preset';
import { dpo } from './preset-runs';

/** As the calibration has them: all pairs each step, a slow step. */
const onSentences = (pairs: number, steps: number) => ({
  world: { id: 'sentences' },
  policy: { id: 'autoregressive-mlp' },
  data: { pairs },
  training: { steps, batch: 'all', learningRate: 0.001 },
});

const further = (alpha: number) => ({ objective: 'expo', knobs: { of: 1, alpha } });
const parts = [1, 2, 3, 4];
const onPart = (number: number) => ({ ...dpo(1), draws: { id: 'part', params: { number, of: parts.length } } });

export const weightsPresets: readonly Preset[] = [
  preset(
    'walk-further',
    'Walking further in weight space (ExPO)',
    { ...onSentences(128, 300), runs: [dpo(1), further(1), further(4)] },
    {
      shows: { 'leaving-reference': [2, 1, 0], displaced: [1, 2] },
      often: { 'over-optimised': { 2: 4 } },
      explanation: {
        of: 'leaving-reference',
        text: 'After 50 steps reward rises with α all the way to 4; after 300, α = 4 adds less than 0.3, and the KL passes 5. At which α it turns down is not fixed: by α = 4 reward is past its peak with some labels, and not with others.',
        facts: [
          'M2 extrapolation: from step 50, E[r]: α = 4 less α = 2',
          'M2 extrapolation: from step 300, E[r]: α = 4 less α = 0',
          'M2 extrapolation: from step 300, α = 4: KL',
        ],
      },
    },
  ),
  preset(
    'average',
    'An average of runs, or one run on all their data',
    {
      ...onSentences(parts.length * 128, 300),
      runs: [...parts.map(onPart), dpo(1), { objective: 'average', knobs: { alpha: 0, first: parts.length } }],
    },
    {
      shows: { 'leaving-reference': [0, 2, 3], longer: [2, 5] },
      often: { 'leaving-reference': { 1: 8 } },
      explanation: {
        of: 'leaving-reference',
        text: 'Each of four runs knows a quarter of the pairs; the average of their weights earns more than they do on average, and is nearer to π_ref. It comes out close to one run on all the pairs, in reward and in KL, so that here averaging weights is worth pooling the data.',
        facts: [
          'M2 averages: E[r] at 300: average less the mean of the four',
          'M2 averages: KL at 300: the four less their average',
          'M2 averages: E[r] at 300: average, away from pooled',
          'M2 averages: KL at 300: average, away from pooled',
        ],
      },
    },
  ),
];
