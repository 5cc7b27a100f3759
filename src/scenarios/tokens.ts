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

export const tokens: Scenario = { id: 'L', title: 'Token by token', trials: [values, decay] };
