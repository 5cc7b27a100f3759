/** Lessons on demonstrations beside preferences: fitted at once, or one after the other. */
import { type Preset, definePreset as preset } from './preset';
import { dpo } from './preset-runs';

/** Steps of a stage, as the calibration has them; the pipeline has two. */
const stage = 250;
/** β of those who demonstrate: they write as π* does. */
const skill = 0.5;
const shown = { demonstrations: 300, skill, wrong: 0 };

export const demonstrationsPresets: readonly Preset[] = [
  preset(
    'joint-or-staged',
    'Demonstrations and preferences: at once or in turn',
    {
      world: { id: 'sentences' },
      policy: { id: 'autoregressive-mlp' },
      beta: skill,
      data: { pairs: 24 },
      training: { steps: 2 * stage, batch: 'all', learningRate: 0.001, restartEvery: stage },
      runs: [
        { objective: 'sft-demonstrations', knobs: shown },
        dpo(1),
        {
          objective: 'sft-then-dpo',
          knobs: { beta: 1, stage, ...shown },
          reference: { id: 'moving', params: { every: stage } },
        },
        { objective: 'aihf', knobs: { beta: 1, weight: 0.5, ...shown } },
      ],
    },
    {
      shows: { 'stays-near': [3, 0], 'leaving-reference': [1] },
      often: { 'leaving-reference': { 2: 6 }, earns: { 1: 8 } },
      explanation: {
        of: 'stays-near',
        text: 'Fitted at once, 300 demonstrations hold the run near the policy that they came from, π*. In turn, the second stage forgets: trained on 24 pairs, it ends further from π*, and DPO on these pairs alone does too.',
        facts: [
          'M2 few preferences: KL(goal‖π), two stages less joint',
          'M2 few preferences: KL(goal‖π), DPO less joint',
          'M2 few preferences: DPO: E[r]',
        ],
      },
    },
  ),
];
