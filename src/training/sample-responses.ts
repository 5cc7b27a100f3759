/** Responses sampled on the device from policies over all choices, by inverse-CDF sampling at each node on the way. */
import {
  add,
  cast,
  cumsum,
  exp,
  gather,
  max,
  maximum,
  minimum,
  mul,
  pad,
  range,
  reshape,
  slice,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { DeviceWorld } from './device-world';

/** log of π^(1−c) · π_ref^c at each node, its largest entry there 0; both [S or 1, M · V]. Call inside `tidy`. */
export const logMixture = (
  logPi: Tensor2D,
  logRef: Tensor2D,
  c: number,
  { tree }: Pick<DeviceWorld, 'tree'>,
): Tensor2D => {
  const mixed: Tensor2D = add(mul(logPi, 1 - c), mul(logRef, c));
  const byNode = reshape(mixed, [-1, tree.choices]);
  return reshape(sub(byNode, max(byNode, 1, true)), mixed.shape);
};

/** From log π of all choices, with values after it or not: running sums of π over the choices at each node, [S · (M + 1), V]; at a last, empty node all are 0. Call inside `tidy`. */
export const choiceSums = (logPi: Tensor2D, { tree }: DeviceWorld): Tensor2D => {
  const { nodes, choices } = tree;
  const byNode = reshape(exp(slice(logPi, [0, 0], [-1, nodes * choices])), [-1, nodes, choices]);
  const sums = pad(cumsum(byNode, 2), [
    [0, 0],
    [0, 1],
    [0, 0],
  ]);
  return reshape(sums, [-1, choices]);
};

/** So many numbers at most are looked at all at once; of more, choices are halved again and again until one is left. */
const atOnce = 1 << 20;

/** The largest power of two that is no more than this. */
const largestHalf = (choices: number): number => 1 << (31 - Math.clz32(choices));

/**
 * How many running sums lie below each lot [n] on (0, 1) times the last of them, in these rows [n] of the sums [rows, V]:
 * int32 [n]. The sign of a difference says so: comparing with broadcasting is slow on WASM.
 */
const passedChoices = (sums: Tensor2D, rows: Tensor, lots: Tensor): Tensor => {
  const choices = sums.shape[1];
  if (rows.size * choices <= atOnce) {
    const cumulative: Tensor2D = gather(sums, rows);
    const total = slice(cumulative, [0, choices - 1], [-1, 1]);
    return cast(sum(step(sub(mul(reshape(lots, [-1, 1]), total), cumulative)), 1), 'int32');
  }
  const flat = reshape(sums, [-1]);
  const firsts = mul(rows, choices);
  const sumAt = (choice: Tensor | number): Tensor => gather(flat, cast(add(firsts, choice), 'int32'));
  const target = mul(lots, sumAt(choices - 1));
  let passed: Tensor = zerosLike(rows);
  for (let half = largestHalf(choices); half >= 1; half /= 2) {
    // No lot lies above the last sum, so that one too far is never passed.
    const isPassed = step(sub(target, sumAt(minimum(add(passed, half - 1), choices - 1))));
    passed = add(passed, cast(mul(isPassed, half), 'int32'));
  }
  return passed;
};

/**
 * One response a lot: flat indices [S, n], int32. `roots` [n] is the first node of each response's prompt; `lots`
 * [S, T · n] are uniform on (0, 1), those for first choices first. `sums` are those of S policies, or of S and then of
 * as many rivals, who give every second response. Call inside `tidy`.
 */
export const sampleResponses = (sums: Tensor2D, roots: Int32Array, lots: Tensor2D, world: DeviceWorld): Tensor2D => {
  const { nodes, choices, depth } = world.tree;
  const [runs] = lots.shape;
  const count = roots.length;
  const rivals = sums.shape[0] / (nodes + 1) - runs;
  const ofRun = reshape(mul(range(0, runs, 1, 'int32'), nodes + 1), [runs, 1]);
  const ofSide = Int32Array.from(roots, (_, i) => (i % 2) * rivals * (nodes + 1));
  const starts = rivals === 0 ? ofRun : add(ofRun, tensor2d(ofSide, [1, count], 'int32'));
  let node: Tensor = tensor2d(roots, [1, count], 'int32');
  let response: Tensor | null = null;
  for (let place = 0; place < depth; place++) {
    const rows = cast(reshape(add(node, starts), [-1]), 'int32');
    const passed = passedChoices(sums, rows, reshape(slice(lots, [0, place * count], [runs, count]), [-1]));
    const taken = reshape(minimum(passed, choices - 1), [runs, count]);
    const choice = cast(add(mul(node, choices), taken), 'int32');
    const ended = gather(world.endOf, reshape(choice, [-1]));
    response = response === null ? ended : maximum(response, ended);
    node = reshape(gather(world.nextNode, reshape(choice, [-1])), [runs, count]);
  }
  if (response === null) throw new Error('responses have no choices');
  return reshape(cast(response, 'int32'), [runs, count]);
};
