/** Scenario B, the shape of the reward: AlphaPO's α at equal steps, and at equal margin. */
import type { MetricName } from '../metrics';
import { atCrossing } from './curves';
import { above, below, between, type Fact, type Scenario, trial } from './scenario';
import { alphapo, atTheEnd } from './sentences-runs';
import { sentencesEvery, sentencesSettings } from './settings';

const runs = {
  'α = −1': alphapo(-1),
  'α = −0.5': alphapo(-0.5),
  'α = 0 (SimPO)': alphapo(0),
  'α = 0.25': alphapo(0.25),
  'α = 0.5': alphapo(0.5),
  'α = 1': alphapo(1),
} as const;
type Label = keyof typeof runs;

/** The median of a metric where the margin per token is 1, of one run above that of another. */
const atEqualMargin = (larger: Label, smaller: Label, name: MetricName, words: string): Fact<Label> => ({
  words: `at margin 1, ${words}: ${larger} less ${smaller}`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: (trained) => atCrossing(trained, larger, name, 'tokenMargin', 1),
  minus: (trained) => atCrossing(trained, smaller, name, 'tokenMargin', 1),
});

const ascending = ['α = −0.5', 'α = 0 (SimPO)', 'α = 0.25', 'α = 0.5'] as const;

const monotone = ascending.slice(1).flatMap((larger, i): readonly Fact<Label>[] => {
  const smaller = ascending[i] ?? ascending[0];
  return [
    atEqualMargin(smaller, larger, 'chosenShift', 'change of log π(y_w)'),
    atEqualMargin(larger, smaller, 'kl', 'KL(π‖π_ref)'),
  ];
});

const shapes = trial({
  id: 'B2 shapes of the reward',
  settings: sentencesSettings(),
  every: sentencesEvery,
  slow: true,
  runs,
  facts: [
    atTheEnd('α = −1', 'chosenShift', above(-0.9)),
    atTheEnd('α = −0.5', 'chosenShift', above(-0.9)),
    atTheEnd('α = 0 (SimPO)', 'chosenShift', below(-2.8)),
    atTheEnd('α = 0.25', 'chosenShift', below(-2.8)),
    atTheEnd('α = 0.5', 'chosenShift', below(-1.5)),
    atTheEnd('α = 1', 'chosenShift', between(-2.5, -0.3)),
    atTheEnd('α = −1', 'length', below(3)),
    atTheEnd('α = 0 (SimPO)', 'length', above(3.3)),
    ...monotone,
    atTheEnd('α = 1', 'tokenMargin', below(0.8)),
    atTheEnd('α = 0.5', 'tokenMargin', between(0.8, 1.25)),
    atTheEnd('α = 0.25', 'tokenMargin', between(1.25, 1.9)),
    atTheEnd('α = 0 (SimPO)', 'tokenMargin', above(1.9)),
  ],
});

export const sentencesAlpha: Scenario = {
  id: 'B shape of the reward',
  title: 'Sentences: AlphaPO at equal steps and at equal margin',
  trials: [shapes],
};
