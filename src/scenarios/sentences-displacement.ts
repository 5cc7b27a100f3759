/** Scenario B, displacement: chosen sentences become less likely under DPO while the margin grows, and what cures it. */
import { curve, leastIncrement, peakOf } from './curves';
import { above, below, between, type Fact, type Scenario, trial } from './scenario';
import { atTheEnd, dpo, dpoWithNll } from './sentences-runs';
import { sentencesEvery, sentencesSettings } from './settings';

const displacement = trial({
  id: 'B1 displacement',
  settings: sentencesSettings(),
  every: sentencesEvery,
  runs: { 'DPO β = 0.1': dpo(0.1), 'DPO β = 1': dpo(1) },
  facts: [
    atTheEnd('DPO β = 0.1', 'chosenShift', below(-8)),
    atTheEnd('DPO β = 0.1', 'pairsDown', above(0.65)),
    atTheEnd('DPO β = 0.1', 'margin', above(15)),
    atTheEnd('DPO β = 0.1', 'rejectedMass', below(0.02)),
    {
      words: 'DPO β = 0.1: least growth of the margin in 25 steps',
      wanted: above(0),
      holdsFor: 'each seed',
      measure: (trained) => leastIncrement(curve(trained, 'DPO β = 0.1', 'margin')),
    },
    atTheEnd('DPO β = 1', 'chosenShift', below(-2)),
  ],
});

const risesFirst = <Label extends string>(label: Label): Fact<Label> => ({
  words: `${label}: change of log π(y_w) after 25 steps`,
  wanted: above(0),
  holdsFor: 'median',
  measure: ({ metric }) => metric(label, 'chosenShift'),
});

/** A trial of its own, as a median needs many seeds and 25 steps are quickly done. */
const firstSteps = trial({
  id: 'B1 first steps',
  settings: sentencesSettings({ steps: 25 }),
  slow: true,
  runs: { 'DPO β = 0.1': dpo(0.1), 'DPO β = 1': dpo(1) },
  facts: [risesFirst('DPO β = 0.1'), risesFirst('DPO β = 1')],
});

const cureRuns = {
  'DPO β = 0.1': dpo(0.1),
  'RPO η = 1': { objective: 'rpo', knobs: { beta: 0.1, eta: 1 } },
  MinorDPO: { objective: 'minor-dpo', knobs: { beta: 0.1 } },
  'DPOP λ = 5': { objective: 'dpop', knobs: { beta: 0.1, lambda: 5 } },
  'DPO + 0.1 NLL': dpoWithNll,
} as const;

const farAboveDpo = (label: keyof typeof cureRuns): Fact<keyof typeof cureRuns> => ({
  words: `${label}: change of log π(y_w), above DPO’s`,
  wanted: above(8),
  holdsFor: 'each seed',
  measure: ({ metric }) => metric(label, 'chosenShift') - metric('DPO β = 0.1', 'chosenShift'),
});

const cures = trial({
  id: 'B3 cures',
  settings: sentencesSettings(),
  every: sentencesEvery,
  slow: true,
  runs: cureRuns,
  facts: [
    atTheEnd('RPO η = 1', 'chosenShift', above(0.7)),
    atTheEnd('MinorDPO', 'chosenShift', above(0.9)),
    atTheEnd('DPOP λ = 5', 'chosenShift', above(0.2)),
    atTheEnd('DPO + 0.1 NLL', 'chosenShift', above(-1.5)),
    atTheEnd('DPO + 0.1 NLL', 'kl', below(2.1)),
    farAboveDpo('RPO η = 1'),
    farAboveDpo('MinorDPO'),
    farAboveDpo('DPOP λ = 5'),
    farAboveDpo('DPO + 0.1 NLL'),
    atTheEnd('MinorDPO', 'reward', below(1.2)),
    {
      // Where DPO usually peaks, not a bound: some calibrated seeds end with more.
      words: 'DPO β = 0.1: reward at its peak',
      wanted: between(1.3, 1.9),
      holdsFor: 'median',
      measure: (trained) => peakOf(trained, 'DPO β = 0.1', 'reward').value,
    },
  ],
});

export const sentencesDisplacement: Scenario = {
  id: 'B displacement',
  title: 'Sentences: where the probability goes, and what keeps it',
  trials: [displacement, firstSteps, cures],
};
