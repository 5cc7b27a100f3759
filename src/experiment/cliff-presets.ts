/** The lesson on the cliff: sure labels from a narrow part of the line. */
import { type Preset, definePreset as preset } from './preset';
import { dpo, ipo } from './preset-runs';

export const cliffPresets: readonly Preset[] = [
  preset(
    'sure-labels',
    'Sure labels, narrow support',
    {
      world: { id: 'cliff' },
      policy: { id: 'bump-width', params: { start: 0, width: 1.5 } },
      data: { pairs: 64, support: { low: -1, high: 1 }, labels: 'deterministic' },
      training: { steps: 2000, batch: 'all' },
      runs: [
        dpo(0.1),
        dpo(1),
        ipo(0.1),
        { objective: 'mpo', knobs: { lambdaReference: 0.1 } },
        dpo(1, { anchor: 0.1 }),
      ],
    },
    {
      shows: { 'leaving-reference': [0, 1], 'outside-data': [0, 1, 2], 'stays-near': [3, 4] },
      often: { 'leaving-reference': { 2: 9 } },
      explanation: {
        of: 'leaving-reference',
        text: 'Where every label is sure, the log-loss always asks for a wider margin, whatever β. The two runs that stay look at the reference’s own answers too.',
        facts: [
          'bump, learned width: DPO β = 0.1: KL(π_ref‖π), end over halfway',
          'bump, learned width: DPO β = 4: KL(π_ref‖π), end over halfway',
          'bump, learned width: MPO λ = 0.1: KL(π‖π_ref)',
          'bump, learned width: DPO β = 1, anchored: KL(π‖π_ref)',
        ],
      },
    },
  ),
];
