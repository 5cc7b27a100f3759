/** The settings of an experiment apart from its world, policy and runs: defaults, ranges and words for the page. */
import { choice, type Fields, knob } from '../settings/fields';
import { maxRuns } from '../settings/limits';

/**
 * Settings by the name they have in an experiment. `pairs` and `batch` may also be the words of `settingWords`, which
 * they are by default (`pairs`) or not (`batch`); the default here is what the number starts at when it is asked for.
 * `low` and `high` are the ends of a support on a line, `maxLength` its greatest length where responses are sentences; a
 * support is off by default. Some worlds have other defaults: see `usualFor`.
 */
export const settingFields = {
  beta: knob({
    label: 'β of the optimum',
    default: 1,
    range: [0.01, 100],
    scale: 'log',
    tex: '\\beta',
    higher: 'keeps the optimum π* closer to the reference',
  }),
  seed: knob({
    label: 'seed',
    default: 1,
    range: [0, 2_147_483_647],
    integer: true,
    higher: 'draws other random numbers',
  }),
  pairs: knob({
    label: 'groups in the data set',
    default: 64,
    range: [1, 4096],
    scale: 'log',
    integer: true,
    higher: 'gives more data to learn from',
  }),
  candidates: knob({
    label: 'candidates K',
    default: 2,
    range: [2, 64],
    scale: 'log',
    integer: true,
    tex: 'K',
    higher: 'shows groupwise objectives more of the reward at once',
  }),
  from: choice('candidates drawn from', ['reference', 'uniform'], 'reference'),
  low: knob({ label: 'lowest response', default: -1, range: [-20, 20], higher: 'leaves out more on the left' }),
  high: knob({ label: 'highest response', default: 1, range: [-20, 20], higher: 'lets in more on the right' }),
  maxLength: knob({
    label: 'longest answer drawn',
    default: 3,
    range: [1, 6],
    integer: true,
    unit: 'words',
    higher: 'shows raters longer answers',
  }),
  labels: choice('labels', ['bradley-terry', 'deterministic'], 'bradley-terry'),
  flip: knob({ label: 'labels flipped', default: 0, range: [0, 0.5], higher: 'makes more labels wrong' }),
  nearDuplicates: knob({
    label: 'near-duplicate pairs',
    default: 0,
    range: [0, 1],
    higher: 'makes the two answers of more pairs almost the same',
  }),
  steps: knob({
    label: 'steps',
    default: 1500,
    range: [1, 100_000],
    scale: 'log',
    integer: true,
    higher: 'trains for longer',
  }),
  batch: knob({
    label: 'batch',
    default: 256,
    range: [1, 1024],
    scale: 'log',
    integer: true,
    higher: 'makes each step less noisy',
  }),
  learningRate: knob({
    label: 'learning rate',
    default: 0.02,
    range: [1e-5, 1],
    scale: 'log',
    tex: '\\eta',
    higher: 'takes larger steps',
  }),
  optimizer: choice('optimiser', ['adam', 'gradient-descent'], 'adam'),
  epsilon: knob({
    label: 'Adam’s ε',
    default: 1e-8,
    range: [1e-12, 1],
    scale: 'log',
    tex: '\\epsilon',
    higher: 'moves parameters with small gradients less',
  }),
  restartEvery: knob({
    label: 'optimiser starts afresh every',
    default: 0,
    range: [0, 100_000],
    integer: true,
    unit: 'steps',
    higher: 'lets it remember for longer; 0 for ever',
  }),
} as const satisfies Fields;

/** The settings of the reward model, by the name they have there. */
export const rewardModelFields = {
  kind: choice('reward model', ['mlp', 'table'], 'mlp'),
  hidden: knob({
    label: 'width',
    default: 16,
    range: [1, 64],
    scale: 'log',
    integer: true,
    higher: 'lets the model bend more',
  }),
  steps: knob({
    label: 'fitting steps',
    default: 600,
    range: [1, 5000],
    scale: 'log',
    integer: true,
    higher: 'fits the labels more closely',
  }),
  learningRate: knob({
    label: 'learning rate',
    default: 0.01,
    range: [1e-4, 0.2],
    scale: 'log',
    tex: '\\eta',
    higher: 'takes larger steps',
  }),
  penalty: knob({
    label: 'weight penalty',
    default: 1e-3,
    range: [0, 0.1],
    scale: 'log',
    higher: 'keeps the model’s rewards smaller and smoother',
  }),
} as const satisfies Fields;

/** Of a sweep: how many values of a knob, and under how many seeds. */
export const sweepFields = {
  count: knob({
    label: 'values',
    default: 16,
    range: [1, maxRuns],
    scale: 'log',
    integer: true,
    higher: 'fills the line',
  }),
  seeds: knob({
    label: 'seeds',
    default: 1,
    range: [1, 100],
    scale: 'log',
    integer: true,
    higher: 'shows how much is chance',
  }),
} as const satisfies Fields;

/** What `pairs` and `batch` may be besides a number. */
export const settingWords = { pairs: 'fresh', given: 'given', batch: 'all' } as const;
