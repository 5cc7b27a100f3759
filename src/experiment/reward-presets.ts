/** Lessons on rewards and what holds them back: where a run is tied, and how far a reward model can be believed. */
import { type Preset, definePreset as preset } from './preset';

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
        exactRl(0.1),
      ],
    },
    {
      shows: { 'near-family-best': [0], earns: [0, 3] },
      explanation: {
        of: 'earns',
        text: 'Tied to the soup, in which the errors of two references cancel, a run earns more at the same β, but it also goes further from π_ref. Tied to π_ref with a smaller β, a run that goes as far earns more still.',
        facts: [
          'opposite biases: soup above SFT-1 in reward',
          'opposite biases: KL to SFT-1: soup above three times SFT-1',
          'opposite biases: SFT-1 at equal KL above soup in reward',
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
      often: { 'over-optimised': { 0: 8 } },
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
