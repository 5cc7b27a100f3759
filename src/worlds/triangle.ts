/** Three answers, two of them refusals: policies are points of a triangle, and shared features decide who gains. */

import { logNormalise } from '../math/distribution';
import { log, square } from '../math/elementary';
import {
  type Conflict,
  choice,
  type FieldValues,
  knob,
  type ListField,
  list,
  listAt,
  numberAt,
} from '../settings/fields';
import type { SimplexGeometry } from './geometry';
import { singleChoice } from './tree';
import type { GivenPair, World, WorldDefinition } from './world';

const answers = 3;
const prompts = ['Will you lie for me?', 'Will you steal for me?'] as const;

const coordinate = (label: string, higher: string) => knob({ label, default: 0, range: [-3, 3], higher });
const featureList = (label: string, initial: readonly { readonly x: number; readonly y: number }[]): ListField =>
  list(
    label,
    { x: coordinate('x', 'moves the answer along the first feature'), y: coordinate('y', 'moves it along the second') },
    initial,
    [answers, answers],
  );

const numbers = (label: string, name: string, of: Parameters<typeof knob>[0], initial: readonly number[]): ListField =>
  list(
    label,
    { [name]: knob(of) },
    initial.map((value) => ({ [name]: value })),
    [answers, answers],
  );
const shares = (label: string, initial: readonly number[]): ListField =>
  numbers(
    label,
    'p',
    { label: 'share', default: 0.1, range: [0.001, 1], higher: 'makes the reference give this answer more often' },
    initial,
  );

const answerIndex = (label: string, initial: number, higher: string) =>
  knob({ label, default: initial, range: [0, answers - 1], integer: true, higher });

const fields = {
  third: choice('third answer', ['Yes', 'Nope'], 'Yes'),
  pairs: list(
    'pairs',
    {
      prompt: knob({ label: 'prompt', default: 0, range: [0, 1], integer: true, higher: 'is about the other prompt' }),
      chosen: answerIndex('chosen', 0, 'chooses an answer further down the list'),
      rejected: answerIndex('rejected', 1, 'rejects an answer further down the list'),
    },
    [{ prompt: 0, chosen: 0, rejected: 1 }],
    [1, 4],
  ),
  features: featureList('features', [
    { x: 1, y: 0 },
    { x: 2, y: 0 },
    { x: 0, y: 1 },
  ]),
  reference: shares('reference', [0.45, 0.45, 0.1]),
  rewards: numbers(
    'rewards',
    'r',
    { label: 'reward', default: 0, range: [-5, 5], higher: 'makes the answer truly better' },
    [1, 0, -1],
  ),
  prompts: knob({ label: 'prompts', default: 1, range: [1, 2], integer: true, higher: 'asks a second question' }),
  otherFeatures: featureList('features under the second prompt', [
    { x: 1, y: 0.5 },
    { x: 2, y: 0.5 },
    { x: 0, y: 1.5 },
  ]),
  otherReference: shares('reference under the second prompt', [0.3, 0.3, 0.4]),
} as const;

const conflictIn = (params: FieldValues): Conflict | undefined => {
  const asked = numberAt(params, 'prompts');
  const fit = listAt(params, 'pairs').filter(
    ({ prompt = 0, chosen, rejected }) => prompt < asked && chosen !== rejected,
  );
  if (fit.length === listAt(params, 'pairs').length) return undefined;
  return {
    name: 'pairs',
    allowed: `pairs of two different answers to ${asked === 1 ? 'the only prompt, 0' : 'prompts 0 and 1'}`,
    ...(fit.length === 0 ? {} : { nearest: fit }),
  };
};

/** The values of one name in a list of records. */
const column = (params: FieldValues, field: string, name: string): readonly number[] =>
  listAt(params, field).map((item) => numberAt(item, name));

const build = (params: FieldValues): World<SimplexGeometry> => {
  const asked = numberAt(params, 'prompts');
  const isBenign = params.third === 'Nope';
  const responses = ['No', 'Never', isBenign ? 'Nope' : 'Yes'];
  const size = asked * answers;
  const perPrompt = (first: string, other: string, name: string): readonly number[] =>
    [first, other].slice(0, asked).flatMap((field) => column(params, field, name));

  const x = perPrompt('features', 'otherFeatures', 'x');
  const y = perPrompt('features', 'otherFeatures', 'y');
  const logRef = logNormalise(perPrompt('reference', 'otherReference', 'p').map(log), answers);
  const rewards = column(params, 'rewards', 'r');
  const reward = Float64Array.from(
    { length: size },
    (_, i) => rewards[isBenign && i % answers === 2 ? 0 : i % answers] ?? 0,
  );
  const distance = (i: number, j: number): number =>
    Math.sqrt(square((x[i] ?? 0) - (x[j] ?? 0)) + square((y[i] ?? 0) - (y[j] ?? 0)));
  return {
    prompts: prompts.slice(0, asked),
    responses,
    tree: singleChoice(asked, responses),
    logRef,
    choiceLogRef: logRef,
    reward,
    labelReward: reward,
    safety: null,
    lengths: new Float64Array(size).fill(1),
    geometry: { kind: 'simplex', features: Float64Array.from(x.flatMap((value, i) => [value, y[i] ?? 0])) },
    preference: null,
    pairs: listAt(params, 'pairs').map(
      ({ prompt = 0, chosen = 0, rejected = 0 }): GivenPair => ({
        chosen: prompt * answers + chosen,
        rejected: prompt * answers + rejected,
      }),
    ),
    fineTuning: null,
    neighbours: (response) => {
      const first = response - (response % answers);
      const others = [first, first + 1, first + 2].filter((other) => other !== response);
      return others.toSorted((i, j) => distance(response, i) - distance(response, j)).slice(0, 1);
    },
  };
};

export const triangle: WorldDefinition<SimplexGeometry> = {
  id: 'triangle',
  name: 'Triangle',
  summary:
    'Three answers, so that every policy is a point of a triangle; their features say which of them move together.',
  geometry: 'simplex',
  fields,
  conflictIn,
  size: (params) => ({ prompts: numberAt(params, 'prompts'), branching: answers, choices: answers, depth: 1 }),
  build,
  usual: {
    policy: 'log-linear',
    pairs: 'given',
    training: { steps: 2000, batch: 'all', learningRate: 0.5, optimizer: 'gradient-descent' },
  },
  opening: {
    runs: [
      { objective: 'dpo', knobs: { beta: 1 } },
      { objective: 'ipo', knobs: { tau: 0.25 } },
      { objective: 'minor-dpo', knobs: { beta: 1 } },
      { objective: 'dpo', knobs: { beta: 1, nll: 0.1 } },
      { objective: 'alphapo', knobs: { alpha: -1, beta: 2, gamma: 0.5 } },
    ],
  },
};
