/** What each policy computes at a node of a world's tree, as sizes: what the budget of an experiment counts. */

import { type FieldValues, numberAt } from '../../settings/fields';
import { nodesIn, type WorldSize } from '../../worlds/size';

export interface PolicyWork {
  /** Multiplications within products of matrices, forward. */
  readonly products: number;
  /** Numbers written besides, forward and back, apart from those of the choices themselves. */
  readonly values: number;
  /** D */
  readonly parameters: number;
  /** Matrices that θ is cut into at each step. */
  readonly matrices: number;
  /** Whether nodes that a batch does not read are left out. */
  readonly partial: boolean;
}

export type PolicyWorkOf = (params: FieldValues, size: WorldSize) => PolicyWork;

const whole = { matrices: 0, partial: false } as const;

/** Prompt, position, and so many of the latest words. */
const contextWidth = ({ prompts, depth, branching }: WorldSize, latest: number): number =>
  prompts + depth + branching * latest;

/** A few numbers that shape one distribution over a line. */
export const bumpWork: PolicyWorkOf = (_, { prompts, choices }) => ({
  products: 0,
  values: 20 * choices,
  parameters: 5 * prompts,
  ...whole,
});

export const hillsWork: PolicyWorkOf = (params, { choices }) => {
  const parameters = numberAt(params, 'centres');
  return { products: parameters * choices, values: 0, parameters, ...whole };
};

export const featuresWork: PolicyWorkOf = (_, size) => {
  const weights = contextWidth(size, size.depth - 1) * size.choices;
  return { products: weights, values: 0, parameters: weights, matrices: 1, partial: true };
};

export const tableWork: PolicyWorkOf = (_, size) => ({
  products: 0,
  values: 0,
  parameters: nodesIn(size) * size.choices,
  ...whole,
});

export const networkWork: PolicyWorkOf = (params, size) => {
  const hidden = numberAt(params, 'hidden');
  const layers = numberAt(params, 'layers');
  const weights = contextWidth(size, size.depth - 1) * hidden + (layers - 1) * hidden * hidden + hidden * size.choices;
  return {
    products: weights,
    values: 12 * layers * hidden,
    parameters: weights,
    matrices: 1 + 2 * layers,
    partial: true,
  };
};

export const transformerWork: PolicyWorkOf = (params, size) => {
  const width = numberAt(params, 'width');
  const heads = numberAt(params, 'heads');
  const hidden = numberAt(params, 'hidden');
  const layers = numberAt(params, 'layers');
  const inner = heads * Math.ceil(width / heads);
  const ends = (contextWidth(size, 1) + size.choices) * width;
  const weights = ends + layers * (4 * inner + 2 * hidden) * width;
  // Whatever the width, reading the nodes on the way to a node costs as much as some 640 numbers each.
  const values = 38 * width + 10 * hidden + size.depth * (8 * inner + 640);
  return {
    products: weights,
    values: layers * values,
    parameters: weights,
    matrices: 4 + 8 * layers,
    partial: true,
  };
};
