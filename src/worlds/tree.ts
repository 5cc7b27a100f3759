/** How responses are made of choices: a tree whose every node offers the same choices, and a path for each response. */

/** M nodes over all prompts, V choices at each, T choices in the longest response. A choice's index is node · V + choice. */
export interface Tree {
  readonly nodes: number;
  readonly choices: number;
  readonly depth: number;
  /** Readable names of the V choices. */
  readonly choiceNames: readonly string[];
  /** Indices of the choices that make each response in order, [N, T] row-major; −1 after its last. */
  readonly paths: Int32Array;
  /** 1 where a choice may be taken, [M, V]. */
  readonly allowed: Uint8Array;
  /** The prompt of each node, [M]; nodes are ordered by prompt, then by the number of choices before them. */
  readonly promptOf: Int32Array;
  /** The choices before each node, oldest first, [M, T − 1] row-major; −1 after the latest. */
  readonly prefixes: Int32Array;
}

/** The tree in which each response to each prompt is one choice. */
export const singleChoice = (prompts: number, responses: readonly string[]): Tree => {
  const size = prompts * responses.length;
  return {
    nodes: prompts,
    choices: responses.length,
    depth: 1,
    choiceNames: responses,
    paths: Int32Array.from({ length: size }, (_, i) => i),
    allowed: new Uint8Array(size).fill(1),
    promptOf: Int32Array.from({ length: prompts }, (_, prompt) => prompt),
    prefixes: new Int32Array(0),
  };
};

/** Sums of the values of each response's choices, [N]: log-probabilities of responses from those of choices. */
export const pathSums = ({ depth, paths }: Tree, values: Float64Array): Float64Array => {
  if (depth === 1) return values;
  const sums = new Float64Array(paths.length / depth);
  for (let response = 0; response < sums.length; response++) {
    let sum = 0;
    for (let i = response * depth; i < (response + 1) * depth; i++) {
      const choice = paths[i] ?? -1;
      if (choice < 0) break;
      sum += values[choice] ?? 0;
    }
    sums[response] = sum;
  }
  return sums;
};

/** The node before each node, [M]; −1 before the first. */
export const parentsOf = ({ nodes, choices, depth, paths }: Tree): Int32Array => {
  const parents = new Int32Array(nodes).fill(-1);
  paths.forEach((choice, i) => {
    const before = i % depth === 0 ? -1 : (paths[i - 1] ?? -1);
    if (choice >= 0 && before >= 0) parents[Math.floor(choice / choices)] = Math.floor(before / choices);
  });
  return parents;
};
