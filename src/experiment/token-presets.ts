/** Lessons on answers token by token: what a single word is worth, and what a search among words finds. */
import { type Preset, definePreset as preset } from './preset';
import { dpo } from './preset-runs';

/** A tree search in place of whole answers: as many calls of the judge for each prompt. */
const searching = (trees: number) => ({
  ...dpo(1),
  draws: { id: 'search', params: { simulations: 128, trees, exploration: 3 } },
});

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
  preset(
    'tree-search',
    'One deep search or many shallow ones',
    {
      world: { id: 'sentences' },
      policy: { id: 'autoregressive-mlp' },
      data: { pairs: 128, labels: 'deterministic' },
      training: { steps: 400, batch: 'all', learningRate: 0.001 },
      runs: [dpo(1), searching(1), searching(32)],
    },
    {
      shows: { earns: [2], spread: [1], displaced: [1] },
      often: { earns: { 0: 5, 1: 5 }, longer: { 0: 7 }, 'stays-short': { 1: 6 } },
      explanation: {
        of: 'earns',
        text: 'With as many calls of the judge one deep search has no clear gain over whole answers: it earns less early, and in the end each is ahead on five seeds of ten. The same calls shared out among 32 shallow trees earn much less.',
        facts: [
          'L2 pairs of a tree search: E[r] at 100: whole answers less one tree',
          'L2 pairs of a tree search: E[r] at 400: one tree less 32 trees',
        ],
      },
    },
  ),
];
