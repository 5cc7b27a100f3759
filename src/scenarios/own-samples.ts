/** Sampled against exact on two peaks: which losses on a policy's own answers lead where exact RL leads. */
import type { Run } from '../settings/experiment';
import { above, below, type Fact, type Scenario, type Settings, type Trial, trial } from './scenario';

const beta = 1;
const exact: Run = { objective: 'rl-exact', knobs: { beta } };
const epochs = (count: number) => ({ id: 'policy', params: { epochs: count } });

/** By how much of exact RL's value a run falls short of it, in per cent. */
const shortfall = <Label extends string>(
  label: Label,
  { wanted, holdsFor = 'each seed' }: Pick<Fact, 'wanted'> & { readonly holdsFor?: 'each seed' | 'median' },
): Fact<Label | 'exact RL'> => ({
  words: `${label}: shortfall in %`,
  wanted,
  holdsFor,
  measure: ({ metric }) => {
    const best = metric('exact RL', 'value');
    return (100 * (best - metric(label, 'value'))) / Math.abs(best);
  },
});

const settings = (policy: string, candidates: number, batch: number, training: Settings['training']): Settings => ({
  world: { id: 'two-peaks' },
  policy: { id: policy, params: { start: 0.3 } },
  beta,
  data: { candidates },
  training: { batch, ...training },
});

const grpoFacts: Readonly<Record<string, readonly Fact<'GRPO' | 'exact RL'>[]>> = {
  bump: [shortfall('GRPO', { wanted: above(4), holdsFor: 'median' })],
  'bump-width': [shortfall('GRPO', { wanted: below(1.5) })],
};

/** 64 answers a step, four steps on a batch or one. */
const trialsFor = (policy: string, most: number): readonly Trial[] => {
  const name = (rest: string): string => `${policy}, ${rest}`;
  const near = { wanted: below(most) };
  const again = { steps: 1600, learningRate: 0.005 };
  return [
    trial({
      id: name('PPO and APA'),
      settings: settings(policy, 64, 1, again),
      slow: true,
      runs: {
        PPO: { objective: 'ppo', knobs: { beta } },
        APA: { objective: 'apa', knobs: { beta, coefficient: 1 }, draws: epochs(4) },
        'exact RL': exact,
      },
      facts: [shortfall('PPO', near), shortfall('APA', near)],
    }),
    trial({
      id: name('P3O'),
      settings: settings(policy, 2, 32, again),
      slow: true,
      runs: {
        'P3O, separate': { objective: 'p3o', knobs: { beta, variant: 'separate' }, draws: epochs(4) },
        'P3O, joint': { objective: 'p3o', knobs: { beta, variant: 'joint' }, draws: epochs(4) },
        'exact RL': exact,
      },
      facts: [shortfall('P3O, separate', near), shortfall('P3O, joint', near)],
    }),
    trial({
      id: name('REINFORCE'),
      settings: settings(policy, 64, 1, { steps: 800, learningRate: 0.02 }),
      slow: true,
      runs: { REINFORCE: { objective: 'reinforce', knobs: { beta } }, 'exact RL': exact },
      facts: [shortfall('REINFORCE', near)],
    }),
    ...(grpoFacts[policy] === undefined
      ? []
      : [
          trial({
            id: name('GRPO'),
            settings: settings(policy, 64, 1, { steps: 2500, learningRate: 0.02 }),
            slow: true,
            runs: { GRPO: { objective: 'grpo', knobs: { beta } }, 'exact RL': exact },
            facts: grpoFacts[policy] ?? [],
          }),
        ]),
  ];
};

/** Where the KL is a term of the loss: k2 has the gradient of KL(π‖π_ref), k3 that of KL(π_ref‖π). */
const klInLoss = trial({
  id: 'bump, KL in the loss',
  settings: settings('bump', 64, 1, { steps: 1600, learningRate: 0.02 }),
  slow: true,
  runs: {
    k2: { objective: 'reinforce', knobs: { beta, kl: 'loss', estimator: 'k2' } },
    k3: { objective: 'reinforce', knobs: { beta, kl: 'loss', estimator: 'k3' } },
    'exact RL': exact,
  },
  facts: [shortfall('k2', { wanted: below(2) }), shortfall('k3', { wanted: above(4), holdsFor: 'median' })],
});

export const ownSamples: Scenario = {
  id: 'own samples',
  title: 'Clipping, pairs and baselines change how noisy the road is, not where it leads',
  trials: [...trialsFor('bump', 2), ...trialsFor('bump-width', 2), ...trialsFor('two-bumps', 3), klInLoss],
};
