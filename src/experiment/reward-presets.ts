/** Lessons on rewards and what holds them back: where a run is tied, and how far a reward model can be believed. */
import { type Preset, definePreset as preset } from './preset';

/** At which exact RL tied to π_ref goes as far from it as exact RL tied to the soup does with β = 1. */
const equalKl = 0.068;
const exactRl = (beta: number) => ({ objective: 'rl-exact', knobs: { beta } });
const soup = { id: 'soup' };
const believing = (beta: number) => ({ ...exactRl(beta), judge: { id: 'model' } });

export const rewardPresets: readonly Preset[] = [
  preset(
    'soup',
    'A better place to start (SALSA)',
    {
      world: { id: 'opposite-biases' },
      runs: [
        exactRl(1),
        { ...exactRl(1), reference: soup },
        { objective: 'ppo', knobs: { beta: 1 }, reference: soup },
        exactRl(equalKl),
      ],
    },
    {
      shows: { 'near-family-best': [0], earns: [0, 3] },
      explanation: {
        of: 'earns',
        text: 'A soup averages the weights of two references, and here their errors cancel: tied to it, a run earns more at the same β, but β then prices only the KL to the soup, and the run goes further from π_ref. Tied to π_ref with the β that takes it as far, a run earns more still.',
        facts: [
          'opposite biases: soup above SFT-1 in reward',
          'opposite biases: KL to SFT-1: soup above three times SFT-1',
          'opposite biases: SFT-1 at equal KL above soup in reward',
        ],
      },
    },
  ),
  preset(
    'from-labels-to-ppo',
    'From reward model to PPO',
    {
      policy: { id: 'bump', params: { start: 0.3 } },
      data: { pairs: 256, candidates: 16 },
      training: { steps: 1500, batch: 16, learningRate: 0.01 },
      runs: [
        { objective: 'rlhf', knobs: { beta: 1 } },
        { objective: 'ppo', knobs: { beta: 1 } },
        { objective: 'dpo', knobs: { beta: 1 } },
      ],
    },
    {
      shows: { 'on-peak': [0, 1], valley: [2] },
      explanation: {
        of: 'on-peak',
        text: 'A reward model turns labels into a score for every answer, and PPO climbs what it believes. Here pairs cover the whole line, so that PPO ends where it would with the true reward; DPO learns from the same labels without a model.',
        facts: ['two peaks, everything seen, 256 pairs: true reward, the truth above the model'],
      },
    },
  ),
  preset(
    'more-labels',
    'More labels of the same kind',
    {
      world: { id: 'cliff' },
      policy: { id: 'bump-width', params: { start: 0, width: 1.5 } },
      data: { pairs: 256, support: { low: -1, high: 1 } },
      training: { steps: 600, batch: 'all', learningRate: 0.02 },
      runs: [believing(0.1), believing(1), exactRl(1)],
    },
    {
      shows: { 'over-optimised': [0] },
      explanation: {
        of: 'over-optimised',
        text: 'All 256 pairs lie where further right is better, and the more of them there are, the surer the model is that it goes on so. Only pairs from beyond the edge would tell it.',
        facts: [
          'frontier on the cliff, only the middle seen, 256 pairs: fall from the peak',
          'frontier on the cliff, everything seen, 256 pairs: fall from the peak',
        ],
      },
    },
  ),
  preset(
    'reward-model',
    'A reward model believed too far',
    {
      world: { id: 'sentences', params: { lengthPenalty: { after: 3, perToken: 1 } } },
      data: { support: { maxLength: 3 } },
      training: { steps: 400, batch: 'all', learningRate: 0.005 },
      runs: [believing(0), believing(0.25), believing(1)],
    },
    {
      shows: { 'outside-data': [0], 'stays-near': [2] },
      often: { 'over-optimised': { 0: 9 } },
      explanation: {
        of: 'outside-data',
        text: 'The model was fitted to short answers, and nothing in them says that long ones are worse: what it believes goes on rising where the truth falls. A larger β holds the run near π_ref.',
        facts: [
          'trained, short answers seen: β 0: model reward',
          'trained, short answers seen: β 0: fall from the peak',
          'trained, short answers seen: β 1: KL',
        ],
      },
    },
  ),
];
