/** Values that follow the policy, as sums over log-probabilities of choices in a tree. */
import { exp } from '../math/elementary';
import { keptForEach } from '../settings/answers';

/** Of a world's tree, what says which choices make a response: [N, T] row-major, −1 after a response's last. */
export interface Paths {
  /** V at each node. */
  readonly choices: number;
  readonly depth: number;
  readonly paths: Int32Array;
}

/** Values that follow the policy: entry i is its constant plus Σ_j factor_ij · log π of choice_ij. */
export interface LinearForms {
  /** [count, width] row-major indices of choices in the tree; −1 adds nothing. */
  readonly choices: Int32Array;
  readonly width: number;
  /** [count, width]; null where every factor is 1. */
  readonly factors: Float64Array | null;
  /** [count]; null where all are 0. */
  readonly constants: Float64Array | null;
}

/** Whether each response is the choice of its number. */
export const isChoice = keptForEach(
  ({ depth, paths }: Paths): boolean => depth === 1 && paths.every((choice, i) => choice === i),
);

/** The choices that make each response, [responses, T] row-major. */
export const pathsOf = (tree: Paths, responses: Int32Array): Int32Array => {
  if (isChoice(tree)) return responses;
  const { depth, paths } = tree;
  const choices = new Int32Array(responses.length * depth);
  for (let row = 0, i = 0; row < responses.length; row++) {
    const start = (responses[row] ?? 0) * depth;
    for (let place = 0; place < depth; place++, i++) choices[i] = paths[start + place] ?? -1;
  }
  return choices;
};

/** log π of whole responses, by flat index: the sum over the choices on their paths. */
export const responseForms = (tree: Paths, responses: Int32Array): LinearForms => ({
  choices: pathsOf(tree, responses),
  width: tree.depth,
  factors: null,
  constants: null,
});

/** KL(π_ref‖π) over the choices at the node of each of these choices; nothing where there is none. */
export const divergences = (tree: Paths, choiceLogRef: Float64Array, choices: Int32Array): LinearForms => {
  const width = tree.choices;
  const all = new Int32Array(choices.length * width).fill(-1);
  const factors = new Float64Array(all.length);
  const constants = new Float64Array(choices.length);
  choices.forEach((choice, i) => {
    if (choice < 0) return;
    const node = choice - (choice % width);
    for (let j = 0; j < width; j++) {
      const logRef = choiceLogRef[node + j] ?? Number.NEGATIVE_INFINITY;
      if (logRef === Number.NEGATIVE_INFINITY) continue;
      const chance = exp(logRef);
      all[i * width + j] = node + j;
      factors[i * width + j] = -chance;
      constants[i] = (constants[i] ?? 0) + chance * logRef;
    }
  });
  return { choices: all, width, factors, constants };
};

/** The values of linear forms at log π of the choices, [M · V]: written into `values`, one an entry. */
export const valuesOf = (
  { choices, width, factors, constants }: LinearForms,
  logPi: Float64Array,
  values: Float64Array = new Float64Array(choices.length / width),
): Float64Array => {
  if (width === 1 && factors === null && constants === null) {
    for (let i = 0; i < values.length; i++) {
      const choice = choices[i] ?? -1;
      values[i] = choice < 0 ? 0 : (logPi[choice] ?? 0);
    }
    return values;
  }
  for (let i = 0, j = 0; i < values.length; i++) {
    let sum = constants === null ? 0 : (constants[i] ?? 0);
    for (const end = j + width; j < end; j++) {
      const choice = choices[j] ?? -1;
      if (choice >= 0) sum += (factors === null ? 1 : (factors[j] ?? 0)) * (logPi[choice] ?? 0);
    }
    values[i] = sum;
  }
  return values;
};

/** Adds ∂L/∂log π of the choices to `gradient` [M · V], from ∂L/∂ the values of the forms, which is `weight` · `upstream`. */
export const addTransposed = (
  { choices, width, factors }: LinearForms,
  upstream: Float64Array,
  gradient: Float64Array,
  weight = 1,
): void => {
  for (let i = 0, j = 0; i < upstream.length; i++) {
    const towards = weight * (upstream[i] ?? 0);
    for (const end = j + width; j < end; j++) {
      const choice = choices[j] ?? -1;
      if (choice < 0) continue;
      gradient[choice] = (gradient[choice] ?? 0) + (factors === null ? 1 : (factors[j] ?? 0)) * towards;
    }
  }
};
