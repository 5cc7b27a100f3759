/** A lesson on answers token by token: every optimum of whole answers is one of single tokens too. */
import { type Preset, definePreset as preset } from './preset';
import { dpo } from './preset-runs';

export const tokenPresets: readonly Preset[] = [
  preset(
    'token-values',
    'What is a single word worth?',
    {
      world: { id: 'sentences' },
      policy: { id: 'table' },
      training: { steps: 400, learningRate: 0.05 },
      runs: [{ objective: 'inverse-q', knobs: { beta: 1 } }, dpo(1)],
    },
    {
      shows: { 'reached-optimum': [0] },
      explanation: {
        of: 'reached-optimum',
        text: 'The log-ratio of a token times β is its advantage, so scores of whole answers say what each word is worth. They are asked of every answer, where DPO has 128 labels.',
        facts: ['L1 values learned beside the policy: every token alike: gap'],
      },
    },
  ),
];
