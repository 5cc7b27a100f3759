/** Whose responses a run's loss sees. */
import { domains } from '../objectives/domain';
import { type FieldValues, knob, type NumberField, numberAt } from '../settings/fields';
import type { Ingredient, Ingredients, Setting } from './ingredient';

const nothingIsDrawn = ({ objective }: Setting): string | undefined =>
  domains[objective.kind].isDrawn ? undefined : 'nothing is drawn where a loss sums over every response';

const isNotItsOwn = (setting: Setting): string | undefined =>
  setting.objective.kind === 'tokens'
    ? 'the loss compares each token with the copy of its own policy that wrote it'
    : nothingIsDrawn(setting);

const fromData: Ingredient = {
  id: 'data',
  name: 'the experiment’s data',
  phrase: () => 'on the experiment’s data',
  summary: 'The pairs and groups that all runs share, as the data settings say.',
  fields: {},
  obstacle: isNotItsOwn,
};

/** “new at every step”, “new every 4 steps”, “from a copy of itself made every 200 steps”. */
const newness = (params: FieldValues): string => {
  const [every, epochs] = [numberAt(params, 'every'), numberAt(params, 'epochs')];
  if (every === 1) return epochs === 1 ? 'new at every step' : `new every ${epochs} steps`;
  const copied = `from a copy of itself made every ${every * epochs} steps`;
  return epochs === 1 ? copied : `${copied}, each batch for ${epochs} steps`;
};

const rounds = {
  every: knob({
    label: 'batches in a round',
    default: 1,
    range: [1, 100_000],
    scale: 'log',
    integer: true,
    tex: 'N',
    higher: 'keeps sampling from the same copy of the policy for longer',
  }),
  epochs: knob({
    label: 'steps on a batch',
    default: 1,
    range: [1, 100],
    scale: 'log',
    integer: true,
    tex: 'E',
    higher: 'learns longer from the same answers',
  }),
};

const fromPolicy: Ingredient = {
  id: 'policy',
  name: 'its own answers',
  phrase: (params) => `on its own answers, ${newness(params)}`,
  summary:
    'Answers sampled from the run’s own policy: at every step from the policy as it is, or in rounds from a copy.',
  fields: rounds,
  obstacle: nothingIsDrawn,
};

const whoseRival = (params: FieldValues): string => {
  const coefficient = numberAt(params, 'coefficient');
  if (coefficient === 0) return 'another answer of its own';
  return coefficient === 1 ? 'one of the reference' : `one of its mixture with the reference, c = ${coefficient}`;
};

const fromMixture: Ingredient = {
  id: 'mixture',
  name: 'its own answers against a mixture’s',
  phrase: (params) => `on its own answers against ${whoseRival(params)}, ${newness(params)}`,
  summary: 'Pairs of an answer of the run’s own policy and one from π^(1−c) · π_ref^c: at c = 1 from the reference.',
  fields: {
    ...rounds,
    coefficient: knob({
      label: 'part of the reference',
      default: 0.5,
      range: [0, 1],
      tex: 'c',
      higher: 'draws the rival answer nearer to the reference',
    }),
  },
  obstacle: (setting) =>
    ['groupwise', 'tokens'].includes(setting.objective.kind)
      ? 'a group’s answers are all of one policy'
      : nothingIsDrawn(setting),
};

const bestAndWorst: Ingredient = {
  id: 'best-worst',
  name: 'the best and worst of its own',
  phrase: (params) =>
    `on the best and worst of ${numberAt(params, 'candidates')} answers of its own, ${newness(params)}, beside the experiment’s data`,
  summary:
    'A first round on the experiment’s pairs; then of many own answers to a prompt the best against the worst, as the judge scores them, mixed with a share of the experiment’s pairs.',
  fields: {
    ...rounds,
    every: { ...rounds.every, default: 300 },
    candidates: knob({
      label: 'answers to a prompt',
      default: 16,
      range: [2, 64],
      scale: 'log',
      integer: true,
      tex: 'K',
      higher: 'sets the best and the worst further apart',
    }),
    share: knob({
      label: 'share of the data',
      default: 0.5,
      range: [0, 0.9],
      tex: '\\gamma',
      higher: 'keeps more of the experiment’s own pairs among them',
    }),
  },
  obstacle: (setting) =>
    ['groupwise', 'tokens', 'rivals'].includes(setting.objective.kind)
      ? 'the loss does not learn from pairs that are ranked'
      : nothingIsDrawn(setting),
};

const accepted: Ingredient = {
  id: 'rejection',
  name: 'accepted candidates',
  phrase: (params) => `on answers of π_ref accepted by reward at β = ${numberAt(params, 'beta')}`,
  summary:
    'Answers of π_ref, each accepted with chance e^((r − max r)/β) by the judge’s reward: what is accepted is drawn from π_ref e^(r/β).',
  fields: {
    beta: knob({
      label: 'β of the acceptance',
      default: 0.5,
      range: [0.02, 10],
      scale: 'log',
      tex: '\\beta_s',
      higher: 'accepts more of what the reference says',
    }),
  },
  obstacle: (setting) =>
    isNotItsOwn(setting) ?? (setting.data.pairs === 'given' ? 'the pairs are the world’s own' : undefined),
};

const parts: NumberField['range'] = [1, 16];

const part: Ingredient = {
  id: 'part',
  name: 'a part of the data',
  phrase: (params) => `on part ${numberAt(params, 'number')} of ${numberAt(params, 'of')} of the experiment’s data`,
  summary: 'One of several equal parts of the pairs, so that runs can learn from different ones.',
  fields: {
    number: knob({ label: 'part', default: 1, range: parts, integer: true, higher: 'takes a later part' }),
    of: knob({ label: 'parts', default: 4, range: parts, integer: true, higher: 'cuts the data into smaller parts' }),
  },
  obstacle: (setting) =>
    isNotItsOwn(setting) ?? (setting.data.pairs === 'fresh' ? 'new pairs are drawn at every step' : undefined),
};

const search: Ingredient = {
  id: 'search',
  name: 'a tree search’s pairs',
  phrase: (params) => {
    const trees = numberAt(params, 'trees');
    return `on pairs of next tokens from ${trees === 1 ? 'a tree search' : `${trees} tree searches`} of the reference`;
  },
  summary:
    'Before the first step the reference searches among beginnings; at each that was opened, the token found best is chosen and the one found worst rejected.',
  fields: {
    simulations: knob({
      label: 'answers judged a prompt',
      default: 128,
      range: [4, 2048],
      scale: 'log',
      integer: true,
      higher: 'asks the judge more often, and opens more beginnings',
    }),
    trees: knob({
      label: 'trees',
      default: 1,
      range: [1, 64],
      scale: 'log',
      integer: true,
      higher: 'shares the answers out among more and shallower trees',
    }),
    exploration: knob({
      label: 'exploration',
      default: 3,
      range: [0, 20],
      unit: 'of reward',
      tex: 'c',
      higher: 'tries more of what has seldom been tried',
    }),
  },
  obstacle: (setting) =>
    ['pairwise', 'tokenwise'].includes(setting.objective.kind)
      ? undefined
      : (nothingIsDrawn(setting) ?? 'a search gives pairs of beginnings, which have no scores of their own'),
};

const all: Ingredient = {
  id: 'all',
  name: 'every response',
  phrase: () => 'on every response',
  summary: 'Every response to each prompt, weighed by its probability: nothing is drawn.',
  fields: {},
  usualFor: ['prefixes', 'exact'],
  obstacle: ({ objective }) =>
    domains[objective.kind].isDrawn ? 'the loss is about pairs or groups, which are drawn' : undefined,
};

export const draws: Ingredients = [fromData, part, fromPolicy, fromMixture, bestAndWorst, accepted, search, all];
