/** Scenario D: two fine-tuned references and their soup (SALSA), learned exactly. */
import type { Choice, Run } from '../settings/experiment';
import { above, type Fact, type Measure, type Scenario, type Settings, trial } from './scenario';

const rl = (beta: number, reference?: Choice): Run => ({
  objective: 'rl-exact',
  knobs: { beta },
  ...(reference === undefined ? {} : { reference }),
});
const soup: Choice = { id: 'soup', params: { weight: 0.5 } };

/** Coefficients of the control, with which it goes from near π_ref to further than SALSA, and the names of its runs. */
const ladder = [1, 0.5, 0.3, 0.2, 0.14, 0.1, 0.07, 0.05, 0.035, 0.025, 0.015, 0.01] as const;
type Rung = `SFT-1, β ${(typeof ladder)[number]}`;
const rungOf = (beta: (typeof ladder)[number]): Rung => `SFT-1, β ${beta}`;
const rungs = Object.fromEntries(ladder.map((beta) => [rungOf(beta), rl(beta)])) as Record<Rung, Run>;

/**
 * The reward of RL tied to SFT-1 with the coefficient at which its KL to SFT-1 is that of `label`, on straight lines
 * between the coefficients trained: a little less than the truth, as reward over KL is concave. Where none goes as far,
 * that of the one that goes furthest.
 */
const controlReward =
  <Label extends string>(label: Label): Measure<Label | Rung> =>
  ({ metric }) => {
    const kl = metric(label, 'kl');
    const points = ladder.map(rungOf).map((rung) => ({ kl: metric(rung, 'kl'), reward: metric(rung, 'reward') }));
    const place = points.findIndex((point) => point.kl >= kl);
    const [before, after] = [points[place - 1], points[place]];
    if (after === undefined) return points.at(-1)?.reward ?? Number.NaN;
    if (before === undefined) return Number.NaN;
    return before.reward + ((after.reward - before.reward) * (kl - before.kl)) / (after.kl - before.kl);
  };

const bumpSettings =
  (params: Settings['world']['params'] = {}) =>
  (seed: number): Settings => ({
    world: { id: 'opposite-biases', params: { ...params, draw: seed } },
    policy: { id: 'bump' },
    training: { steps: 600, learningRate: 0.02 },
    data: {},
  });

type Bump = Rung | 'soup, β 1' | 'soup, β 0.3';

const gain = (beta: 1 | 0.3, wanted: Fact['wanted']): Fact<Bump> => ({
  words: `soup above SFT-1 in reward, β ${beta}`,
  wanted,
  holdsFor: 'each seed',
  measure: ({ metric }) => metric(`soup, β ${beta}`, 'reward') - metric(rungOf(beta), 'reward'),
});

const bumps = trial({
  id: 'opposite biases',
  settings: bumpSettings(),
  runs: { 'soup, β 1': rl(1, soup), 'soup, β 0.3': rl(0.3, soup), ...rungs },
  facts: [
    gain(1, above(0.08)),
    {
      words: 'KL to SFT-1: soup above three times SFT-1',
      wanted: above(0),
      holdsFor: 'difference of medians',
      measure: ({ metric }) => metric('soup, β 1', 'kl'),
      minus: ({ metric }) => 3 * metric('SFT-1, β 1', 'kl'),
    },
    {
      words: 'SFT-1 at equal KL above soup in reward',
      wanted: above(0),
      holdsFor: 'each seed',
      measure: (trained) => controlReward<Bump>('soup, β 1')(trained) - trained.metric('soup, β 1', 'reward'),
    },
  ],
});

export const soups: Scenario = {
  id: 'D',
  title: 'Two references and their soup',
  trials: [bumps],
};
