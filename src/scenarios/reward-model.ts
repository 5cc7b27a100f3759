/** Scenario F: a reward model is believed too far, on sentences and on a grid. */
import { tiltedFrontier } from '../math/optimum';
import type { RewardModelSettings, Run } from '../settings/experiment';
import { peakOf } from './curves';
import {
  above,
  below,
  between,
  type Fact,
  type Scenario,
  type Settings,
  type Trained,
  trial,
  within,
} from './scenario';

const judge = { id: 'model', params: {} };
const believing = (beta: number): Run => ({ objective: 'rl-exact', knobs: { beta }, judge });

interface Hump {
  /** The true reward at its highest along the frontier, and where it goes to the end of it. */
  readonly peak: number;
  readonly end: number;
  /** The least that what is believed rises from one point to the next. */
  readonly leastRise: number;
}

/** π_c ∝ π_ref exp(c r̂) for c up to practically the model's best answer. */
const humpOf = ({ world }: Pick<Trained, 'world'>, most: number): Hump => {
  const { modelReward } = world;
  if (modelReward === undefined) throw new Error('no reward model was fitted');
  const points = tiltedFrontier(world, modelReward, [0.01, most]);
  const rises = points.slice(1).map(({ believed }, i) => believed - (points[i]?.believed ?? 0));
  return {
    peak: Math.max(...points.map(({ reward }) => reward)),
    end: points.at(-1)?.reward ?? Number.NaN,
    leastRise: Math.min(...rises),
  };
};

const onSentences = 10 ** 2.7;
const onGrid = 1e3;

/** Raters saw all answers, or only short ones where long ones are truly worse. */
const sentences = (
  seen: 'full' | 'short',
  pairs: number,
  steps: number,
  rewardModel: Partial<RewardModelSettings> = {},
): Settings => ({
  world: { id: 'sentences', params: seen === 'short' ? { lengthPenalty: { after: 3, perToken: 1 } } : {} },
  policy: { id: 'autoregressive-mlp' },
  data: { pairs, support: seen === 'short' ? { maxLength: 3 } : null },
  training: { steps, batch: 'all', learningRate: 0.005 },
  rewardModel,
});

type Single = 'model';
const single: Readonly<Record<Single, Run>> = { model: believing(1) };

const fall =
  (most: number) =>
  (trained: Trained<Single>): number => {
    const { peak, end } = humpOf(trained, most);
    return peak - end;
  };

const rising: Fact<Single> = {
  words: 'what is believed, from one point to the next',
  // Sums of so many numbers are exact to about this.
  wanted: above(-1e-9),
  holdsFor: 'each seed',
  measure: (trained) => humpOf(trained, onSentences).leastRise,
};

const shortFrontier = (pairs: number) =>
  trial({
    id: `frontier, short answers seen, ${pairs} pairs`,
    settings: sentences('short', pairs, 1),
    runs: single,
    facts: [
      { words: 'fall from the peak', wanted: above(0.15), holdsFor: 'each seed', measure: fall(onSentences) },
      { words: 'fall from the peak', wanted: above(0.7), holdsFor: 'median', measure: fall(onSentences) },
      rising,
    ],
  });

const fullFrontier = (pairs: number, peak: Fact['wanted'], more: readonly Fact<Single>[] = []) =>
  trial({
    id: `frontier, all answers seen, ${pairs} pairs`,
    settings: sentences('full', pairs, 1),
    runs: single,
    facts: [
      {
        words: 'true reward at the peak',
        wanted: peak,
        holdsFor: 'median',
        measure: (trained) => humpOf(trained, onSentences).peak,
      },
      ...more,
      rising,
    ],
  });

const endBelow: Fact<Single> = {
  words: 'true reward at the end',
  wanted: below(0.4),
  holdsFor: 'median',
  measure: (trained) => humpOf(trained, onSentences).end,
};

const lossFrom =
  <Label extends string>(label: Label) =>
  (trained: Trained<Label>): number =>
    peakOf(trained, label, 'reward').value - trained.metric(label, 'reward');

type Betas = 'β 0' | 'β 0.25' | 'β 1';

const kl = (label: Betas, wanted: Fact['wanted']): Fact<Betas> => ({
  words: `${label}: KL`,
  wanted,
  holdsFor: 'median',
  measure: ({ metric }) => metric(label, 'kl'),
});

const lessLost = (label: Betas, than: Betas): Fact<Betas> => ({
  words: `fall from the peak, ${than} above ${label}`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: lossFrom<Betas>(than),
  minus: lossFrom<Betas>(label),
});

const shortTrained = trial({
  id: 'trained, short answers seen',
  settings: sentences('short', 128, 400),
  every: 16,
  slow: true,
  runs: { 'β 0': believing(0), 'β 0.25': believing(0.25), 'β 1': believing(1) },
  facts: [
    {
      words: 'β 0: fall from the peak',
      wanted: above(0.05),
      holdsFor: { atLeast: 9, of: 10 },
      measure: lossFrom<Betas>('β 0'),
    },
    { words: 'β 0: fall from the peak', wanted: above(0.7), holdsFor: 'median', measure: lossFrom<Betas>('β 0') },
    {
      words: 'β 0: model reward',
      wanted: above(1.3),
      holdsFor: 'each seed',
      measure: ({ metric }) => metric('β 0', 'modelReward'),
    },
    lessLost('β 0.25', 'β 0'),
    lessLost('β 1', 'β 0.25'),
    { words: 'β 1: fall from the peak', wanted: below(0.25), holdsFor: 'median', measure: lossFrom<Betas>('β 1') },
    kl('β 0', above(5)),
    kl('β 0.25', between(1.5, 4)),
    kl('β 1', below(0.8)),
  ],
});

const fullTrained = trial({
  id: 'trained, all answers seen, 2048 pairs',
  settings: sentences('full', 2048, 400),
  every: 16,
  slow: true,
  runs: { 'β 0.25': believing(0.25) },
  facts: [
    {
      words: 'β 0.25: fall from the peak',
      wanted: below(0.15),
      holdsFor: 'each seed',
      measure: lossFrom<'β 0.25'>('β 0.25'),
    },
  ],
});

const grid = (seen: 'limited' | 'full', pairs: number, steps: number): Settings => ({
  world: { id: 'cliff' },
  policy: { id: 'bump-width', params: { start: 0, width: 1.5 } },
  data: { pairs, support: seen === 'limited' ? { low: -1, high: 1 } : null },
  training: { steps, batch: 'all', learningRate: 0.02 },
});

const gridFrontier = (seen: 'limited' | 'full', wanted: Fact['wanted']) =>
  trial({
    id: `frontier on the cliff, ${seen === 'limited' ? 'only the middle seen' : 'everything seen'}, 256 pairs`,
    settings: grid(seen, 256, 1),
    runs: single,
    facts: [{ words: 'fall from the peak', wanted, holdsFor: 'each seed', measure: fall(onGrid) }],
  });

const strengths = [0, 0.1, 0.3, 1, 3] as const;
type Strength = `β ${(typeof strengths)[number]}`;
const nameOf = (beta: (typeof strengths)[number]): Strength => `β ${beta}`;

const higher = (beta: (typeof strengths)[number], than: (typeof strengths)[number]): Fact<Strength> => ({
  words: `true reward, ${nameOf(beta)} above ${nameOf(than)}`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric(nameOf(beta), 'reward'),
  minus: ({ metric }) => metric(nameOf(than), 'reward'),
});

const gridTrained = trial({
  id: 'trained on the cliff, only the middle seen',
  settings: grid('limited', 64, 600),
  runs: Object.fromEntries(strengths.map((beta) => [nameOf(beta), believing(beta)])) as Record<Strength, Run>,
  facts: [
    higher(0.1, 0),
    higher(0.3, 0.1),
    higher(1, 0.3),
    ...([1, 3] as const).map(
      (beta): Fact<Strength> => ({
        words: `true reward, ${nameOf(beta)}`,
        wanted: below(0.1),
        holdsFor: 'median',
        measure: ({ metric }) => metric(nameOf(beta), 'reward'),
      }),
    ),
  ],
});

const fromSamples = trial({
  id: 'trained on the cliff with PPO, only the middle seen',
  settings: {
    ...grid('limited', 64, 1200),
    data: { ...grid('limited', 64, 1200).data, candidates: 64 },
    training: { steps: 1200, batch: 1, learningRate: 0.01 },
  },
  slow: true,
  runs: Object.fromEntries(
    strengths.flatMap((beta) => [
      [nameOf(beta), believing(beta)],
      [`PPO, ${nameOf(beta)}`, { objective: 'ppo', knobs: { beta }, judge }],
    ]),
  ) as Record<Strength | `PPO, ${Strength}`, Run>,
  facts: strengths.map(
    (beta): Fact<Strength | `PPO, ${Strength}`> => ({
      words: `true reward, PPO above exact RL, ${nameOf(beta)}`,
      wanted: within(0.3, 0),
      holdsFor: 'difference of medians',
      measure: ({ metric }) => metric(`PPO, ${nameOf(beta)}`, 'reward'),
      minus: ({ metric }) => metric(nameOf(beta), 'reward'),
    }),
  ),
});

const everywhere = trial({
  id: 'two peaks, everything seen, 256 pairs',
  settings: {
    world: { id: 'two-peaks' },
    policy: { id: 'bump', params: { start: 0.3 } },
    data: { pairs: 256 },
    training: { steps: 600, batch: 'all', learningRate: 0.02 },
  },
  runs: { model: believing(1), truth: { objective: 'rl-exact', knobs: { beta: 1 } } },
  facts: [
    {
      words: 'true reward, the truth above the model',
      wanted: below(0.25),
      holdsFor: 'each seed',
      measure: ({ metric }) => metric('truth', 'reward') - metric('model', 'reward'),
    },
  ],
});

export const rewardModel: Scenario = {
  id: 'F',
  title: 'A reward model is believed too far',
  trials: [
    everywhere,
    shortFrontier(32),
    shortFrontier(128),
    fullFrontier(32, below(0.95), [endBelow]),
    fullFrontier(128, between(0.95, 1.75)),
    fullFrontier(2048, above(1.75)),
    shortTrained,
    fullTrained,
    gridFrontier('limited', above(5)),
    gridFrontier('full', below(0.15)),
    gridTrained,
    fromSamples,
  ],
};
