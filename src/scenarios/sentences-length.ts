/** Scenario B, length: raters who saw only short answers, and answers that grow long without being asked to. */
import { optimum } from '../math/optimum';
import { atOptimum } from '../metrics/at-optimum';
import { peakOf } from './curves';
import { above, below, type Fact, type Scenario, trial } from './scenario';
import { alphapo, atTheEnd, dpo, dpoWithNll, ipo, simpo } from './sentences-runs';
import { sentencesEvery, sentencesSettings } from './settings';

const fallFromPeak = <Label extends string>(
  label: Label,
  wanted: Fact['wanted'],
  holdsFor: 'each seed' | 'median' = 'each seed',
): Fact<Label> => ({
  words: `${label}: reward, peak less end`,
  wanted,
  holdsFor,
  measure: (trained) => peakOf(trained, label, 'reward').value - trained.metric(label, 'reward'),
});

/** The reward rises near the reference and falls far from it; by how much, is stated beside it. */
const overOptimised = <Label extends string>(label: Label): readonly Fact<Label>[] => [
  {
    words: `${label}: step of the reward’s peak`,
    wanted: below(250),
    holdsFor: 'each seed',
    measure: (trained) => peakOf(trained, label, 'reward').step,
  },
  {
    words: `${label}: KL(π‖π_ref) at the reward’s peak`,
    wanted: below(1.3),
    holdsFor: 'each seed',
    measure: (trained) => trained.metric(label, 'kl', peakOf(trained, label, 'reward').step),
  },
  atTheEnd(label, 'kl', above(2.5)),
];

const keepsItsReward = <Label extends string>(label: Label): readonly Fact<Label>[] => [
  fallFromPeak(label, below(0.3)),
  atTheEnd(label, 'reward', above(1.1)),
];

const shortOnly = trial({
  id: 'B4 raters saw only short answers',
  settings: sentencesSettings({
    params: { lengthPenalty: { after: 3, perToken: 1 } },
    data: { support: { maxLength: 3 } },
  }),
  every: sentencesEvery,
  runs: { 'DPO β = 1': dpo(1), 'IPO τ = 0.1': ipo, 'AlphaPO α = −1': alphapo(-1), 'DPO + 0.1 NLL': dpoWithNll },
  facts: [
    // Calibrated on twenty seeds, the fall of either was above 0.4 on each. Over seeds 1–200 IPO's still is (0.43 at
    // least, median 1.16); DPO's is above 0 on each but below 0.4 on nine (0.04 at least, median 0.97), so its size is
    // a fact about the median.
    fallFromPeak('DPO β = 1', above(0)),
    fallFromPeak('DPO β = 1', above(0.4), 'median'),
    ...overOptimised('DPO β = 1'),
    fallFromPeak('IPO τ = 0.1', above(0.4)),
    ...overOptimised('IPO τ = 0.1'),
    ...keepsItsReward('AlphaPO α = −1'),
    ...keepsItsReward('DPO + 0.1 NLL'),
  ],
});

/** Expected words of the exact optimum at this β, whatever the runs. */
const optimumLength = (beta: number): Fact<never> => ({
  words: `π* at β = ${beta}: words`,
  wanted: below(2.3),
  holdsFor: 'each seed',
  measure: ({ world }) => atOptimum('length', world, optimum(world, beta), beta) ?? Number.NaN,
});

const growing = trial({
  id: 'B5 length',
  settings: sentencesSettings(),
  slow: true,
  runs: { 'DPO β = 0.1': dpo(0.1), SimPO: simpo, 'AlphaPO α = −1': alphapo(-1), 'DPO + 0.1 NLL': dpoWithNll },
  facts: [
    atTheEnd('DPO β = 0.1', 'length', above(3)),
    atTheEnd('SimPO', 'length', above(3.2)),
    atTheEnd('AlphaPO α = −1', 'length', below(3)),
    atTheEnd('DPO + 0.1 NLL', 'length', below(2.9)),
    optimumLength(1),
    optimumLength(0.1),
  ],
});

export const sentencesLength: Scenario = {
  id: 'B length',
  title: 'Sentences: answers nobody rated, and answers that grow long',
  trials: [shortOnly, growing],
};
