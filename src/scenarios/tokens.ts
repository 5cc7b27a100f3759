/** Scenario L: responses token by token. */
import { above, atEnd, below, type Fact, type Scenario, trial } from './scenario';
import { sentencesSettings } from './settings';

const inverseQ = (weights: string) => ({ objective: 'inverse-q', knobs: { beta: 1, weights } });
const steps = 2000;

/** No pairs, no reward model: with a score for every answer, values and policy find each other. */
const values = trial({
  id: 'L1 values learned beside the policy',
  settings: {
    ...sentencesSettings({ steps }),
    policy: { id: 'table' },
    training: { steps, batch: 'all', learningRate: 0.05 },
  },
  slow: true,
  runs: { 'every token alike': inverseQ('alike'), 'as π_ref writes': inverseQ('as π_ref writes them') },
  facts: [atEnd('every token alike', 'gap', below(1e-5)), atEnd('as π_ref writes', 'gap', below(1e-5))],
});

const searching = (trees: number) => ({
  objective: 'dpo',
  knobs: { beta: 1 },
  draws: { id: 'search', params: { simulations: 128, trees, exploration: 3 } },
});
const [soon, late] = [100, 400];

/** 128 calls of the judge a prompt, for one deep search or for many shallow ones; the pairs of whole answers are 128 in all. */
const search = trial({
  id: 'L2 pairs of a tree search',
  settings: sentencesSettings({ data: { labels: 'deterministic' }, steps: late }),
  every: soon,
  slow: true,
  runs: {
    'whole answers': { objective: 'dpo', knobs: { beta: 1 } },
    'one tree': searching(1),
    '8 trees': searching(8),
    '32 trees': searching(32),
  },
  facts: [
    {
      words: `E[r] at ${late}: one tree less 32 trees`,
      wanted: above(0.2),
      holdsFor: 'difference of medians',
      measure: ({ metric }) => metric('one tree', 'reward', late),
      minus: ({ metric }) => metric('32 trees', 'reward', late),
    },
    {
      words: `E[r] at ${soon}: whole answers less one tree`,
      wanted: above(0),
      holdsFor: 'difference of medians',
      measure: ({ metric }) => metric('whole answers', 'reward', soon),
      minus: ({ metric }) => metric('one tree', 'reward', soon),
    },
  ],
});

const decays = [1, 0.9, 0.7, 0.5] as const;
type Decay = `γ = ${(typeof decays)[number]}`;
const decayed = (gamma: number) => ({ objective: 'd2po', knobs: { beta: 1, gamma } });

const exceeds = (
  words: string,
  name: 'reward' | 'chosenShift' | 'length',
  more: Decay,
  less: Decay,
  by = 0,
): Fact<Decay> => ({
  words: `${words}: ${more} less ${less}`,
  wanted: above(by),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric(more, name),
  minus: ({ metric }) => metric(less, name),
});

const decay = trial<Decay>({
  id: 'L3 temporal decay',
  settings: sentencesSettings({ steps: 200 }),
  slow: true,
  runs: { 'γ = 1': decayed(1), 'γ = 0.9': decayed(0.9), 'γ = 0.7': decayed(0.7), 'γ = 0.5': decayed(0.5) },
  facts: [
    exceeds('E[r]', 'reward', 'γ = 0.5', 'γ = 1', 0.1),
    exceeds('change of log π(y_w)', 'chosenShift', 'γ = 1', 'γ = 0.9'),
    exceeds('change of log π(y_w)', 'chosenShift', 'γ = 0.9', 'γ = 0.7'),
    exceeds('change of log π(y_w)', 'chosenShift', 'γ = 0.7', 'γ = 0.5'),
    exceeds('words', 'length', 'γ = 1', 'γ = 0.5'),
  ],
});

export const tokens: Scenario = { id: 'L', title: 'Token by token', trials: [values, search, decay] };
