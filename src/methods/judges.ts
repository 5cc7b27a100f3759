/** Who labels or scores the responses that a run's loss sees. */
import { domains } from '../objectives/domain';
import { type FieldValues, knob, numberAt, toggle } from '../settings/fields';
import type { Ingredient, Ingredients, Setting } from './ingredient';
import { looksAtReward } from './looks-at';

/** Whether the run learns from pairs that belong to the world, and their labels with them. */
const hasGivenLabels = ({ run, objective, data }: Setting): boolean =>
  data.pairs === 'given' && run.draws === undefined && ['pairwise', 'tokenwise'].includes(objective.kind);

const raters: Ingredient = {
  id: 'raters',
  name: 'the raters',
  phrase: () => 'judged by the raters',
  summary: 'Labels and scores follow the raters’ reward, which can differ from the true one where the world says so.',
  fields: {},
  obstacle: ({ run, objective }) =>
    !domains[objective.kind].isDrawn && !looksAtReward(objective, run.knobs)
      ? 'the loss looks at no reward, only at π*'
      : undefined,
};

const truth: Ingredient = {
  id: 'true',
  name: 'the true reward',
  phrase: () => 'judged by the true reward',
  summary: 'Labels and scores follow the true reward, whatever the raters like.',
  fields: {},
  usualFor: ['prefixes', 'exact'],
  obstacle: (setting) =>
    hasGivenLabels(setting) ? 'the pairs that the world gives come with their labels' : undefined,
};

const model: Ingredient = {
  id: 'model',
  name: 'a reward model',
  phrase: () => 'judged by a reward model',
  summary:
    'Labels and scores follow a reward model that is first fitted to the experiment’s pairs, as the raters label them.',
  fields: {},
  obstacle: (setting) => truth.obstacle?.(setting) ?? raters.obstacle?.(setting),
};

const matrix: Ingredient = {
  id: 'matrix',
  name: 'a matrix of preferences',
  phrase: () => 'judged by how often each answer beats each',
  summary:
    'Answers are compared two by two, as often as raters prefer the one to the other, which may go round in a circle; a score is the share of duels won.',
  fields: {},
  obstacle: (setting) =>
    domains[setting.objective.kind].isDrawn ? truth.obstacle?.(setting) : 'the loss compares no answers',
};

const pricing = (params: FieldValues): string => {
  if (params.balanced === true) return 'with lengths in balance';
  const price = numberAt(params, 'price');
  return price === 0 ? 'whatever their length' : `less ${price} a word`;
};

const implicit: Ingredient = {
  id: 'implicit',
  name: 'itself',
  phrase: (params) => `judged by itself, ${pricing(params)}`,
  summary:
    'Each answer scores log π − log π of a round before, less α for each word; α can be whatever makes the best and the worst equally long.',
  fields: {
    balanced: toggle('balance the lengths', true),
    price: knob({
      label: 'α where they are not',
      unit: 'nats a word',
      default: 0,
      range: [0, 10],
      tex: '\\alpha',
      higher: 'takes more off the score of a long answer',
    }),
  },
  obstacle: ({ run }) =>
    run.draws?.id === 'best-worst' ? undefined : 'a run judges only the best and worst of its own answers by itself',
};

/** The parameter of a world that promises safety. */
const promise = 'safety';

const noPromise = (setting: Setting): string | undefined =>
  setting.world.params[promise] === undefined
    ? 'the world promises no safety, which its settings can switch on'
    : truth.obstacle?.(setting);

const times = knob({
  label: 'λ',
  unit: 'λ*',
  default: 1,
  range: [0, 4],
  higher: 'gives safety more weight than the bound asks for',
});

const weight = (params: FieldValues): string => {
  const share = numberAt(params, 'times');
  return share === 1 ? 'λ*' : `${share} λ*`;
};

const constrained: Ingredient = {
  id: 'constrained',
  name: 'reward and safety',
  phrase: (params) => `judged by reward + ${weight(params)} · safety`,
  summary: 'Labels follow r + λg; λ* minimises the dual at the run’s β, so that π_λ* keeps the bound.',
  fields: { times },
  needs: promise,
  obstacle: noPromise,
};

const tunedModels: Ingredient = {
  id: 'tuned-models',
  name: 'two tuned models',
  phrase: (params) => `judged by two tuned models, ${weight(params)} weighing them`,
  summary:
    'The log-ratios of the exact optima for reward alone and for safety alone stand in for r and g. The authors’ code leaves β out of the labels.',
  fields: { times, withBeta: toggle('labels with β', true) },
  needs: promise,
  obstacle: noPromise,
};

export const judges: Ingredients = [raters, truth, model, matrix, implicit, constrained, tunedModels];
