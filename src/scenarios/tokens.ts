/** Scenario L: responses token by token. */
import { above, type Fact, type Scenario, trial } from './scenario';
import { sentencesSettings } from './settings';

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

export const tokens: Scenario = { id: 'L', title: 'Token by token', trials: [decay] };
