/** Scenario C, the cliff: sure labels on a limited support, and what keeps the policy near the reference elsewhere. */
import { above, atEnd, below, between, type Fact, type Scenario, trial } from './scenario';
import { cliffSettings } from './settings';

const halfway = 1000;
/** Weights of MPO's forward KL to the reference, from the least: each next one must end closer to the reference. */
const ladder = ['MPO λ = 0.01', 'MPO λ = 0.03', 'MPO λ = 0.1', 'MPO λ = 0.3', 'MPO λ = 1'] as const;

const dpo = (beta: number) => ({ objective: 'dpo', knobs: { beta } });
const mpo = (lambdaReference: number) => ({ objective: 'mpo', knobs: { beta: 1, lambdaReference } });

const kl = <Label extends string>(
  label: Label,
  wanted: Fact['wanted'],
  holdsFor: 'each seed' | 'median' = 'each seed',
): Fact<Label> => ({
  words: `${label}: KL(π‖π_ref)`,
  wanted,
  holdsFor,
  measure: ({ metric }) => metric(label, 'kl'),
});

const outside = <Label extends string>(label: Label, low: number): Fact<Label> => ({
  words: `${label}: mass outside the data`,
  wanted: above(low),
  holdsFor: 'median',
  measure: ({ metric }) => metric(label, 'otherMass'),
});

/** The log-loss leaves the reference and goes on leaving it, whatever β. */
const runsAway = <Label extends string>(label: Label): readonly Fact<Label>[] => [
  kl(label, above(1.5)),
  atEnd(label, 'klForward', above(30), { words: 'KL(π_ref‖π)' }),
  outside(label, 0.95),
  {
    words: `${label}: KL(π_ref‖π), end over halfway`,
    wanted: above(1.1),
    holdsFor: 'median',
    measure: ({ metric }) => metric(label, 'klForward') / metric(label, 'klForward', halfway),
  },
];

const ladderFacts = ladder.slice(1).map((label, i): Fact<(typeof ladder)[number]> => {
  const looser = ladder[i] ?? ladder[0];
  return {
    words: `KL(π‖π_ref), ${looser} less ${label}`,
    wanted: above(0),
    holdsFor: 'each seed',
    measure: ({ metric }) => metric(looser, 'kl') - metric(label, 'kl'),
  };
});

const bump = trial({
  id: 'bump, learned width',
  settings: cliffSettings('bump-width', { start: 0, width: 1.5 }),
  every: halfway,
  runs: {
    'DPO β = 0.1': dpo(0.1),
    'DPO β = 1': dpo(1),
    'DPO β = 4': dpo(4),
    'IPO τ = 0.1': { objective: 'ipo', knobs: { tau: 0.1 } },
    'MPO λ = 0.01': mpo(0.01),
    'MPO λ = 0.03': mpo(0.03),
    'MPO λ = 0.1': mpo(0.1),
    'MPO λ = 0.3': mpo(0.3),
    'MPO λ = 1': mpo(1),
    'DPO β = 1, anchored': { objective: 'dpo', knobs: { beta: 1, anchor: 0.1 } },
  },
  facts: [
    ...runsAway('DPO β = 0.1'),
    ...runsAway('DPO β = 1'),
    ...runsAway('DPO β = 4'),
    atEnd('IPO τ = 0.1', 'margin', between(2.8, 4.2)),
    kl('IPO τ = 0.1', above(1.5), 'median'),
    outside('IPO τ = 0.1', 0.9),
    kl('MPO λ = 0.1', between(0.33, 0.55)),
    {
      words: 'MPO λ = 0.1: change of KL(π‖π_ref) since halfway',
      wanted: below(0.005),
      holdsFor: 'each seed',
      measure: ({ metric }) => Math.abs(metric('MPO λ = 0.1', 'kl') - metric('MPO λ = 0.1', 'kl', halfway)),
    },
    ...ladderFacts,
    kl('DPO β = 1, anchored', below(0.7)),
  ],
});

const rbf = trial({
  id: 'smooth hills',
  settings: cliffSettings('rbf'),
  runs: { 'MPO λ = 0.1': mpo(0.1), 'DPO β = 1': dpo(1) },
  facts: [
    kl('MPO λ = 0.1', below(0.6)),
    kl('DPO β = 1', above(1.2)),
    atEnd('DPO β = 1', 'reward', below(-1), { holdsFor: 'median' }),
  ],
});

export const cliff: Scenario = {
  id: 'C',
  title: 'Cliff: sure labels from the middle only',
  trials: [bump, rbf],
};
