/**
 * Softmax of rows of float64, two or four numbers at a time. Rows are summed as src/math/sum sums them, so that the bits are
 * the same. Pointers are byte addresses.
 */
import { exp4, four, log2 } from './elementary';
import { gather, gatherSum } from './forms';
import { sumOf } from './sum';

/** The largest of `count` numbers. */
// @ts-ignore: decorator
@inline
function largest(x: usize, count: i32): f64 {
  let top = f64x2.splat(-Infinity);
  let other = top;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = x + (<usize>i << 3);
    top = f64x2.pmax(top, v128.load(at));
    other = f64x2.pmax(other, v128.load(at + 16));
  }
  for (; i < count; i++) top = f64x2.pmax(top, v128.load64_splat(x + (<usize>i << 3)));
  top = f64x2.pmax(top, other);
  const first = f64x2.extract_lane(top, 0);
  const second = f64x2.extract_lane(top, 1);
  return first > second ? first : second;
}

/** shifted[i] = x[i] − top, powers[i] = e^that; returns the sum of the powers. */
// @ts-ignore: decorator
@inline
function powersOf(x: usize, top: f64, shifted: usize, powers: usize, count: i32): f64 {
  const tops = f64x2.splat(top);
  let sums = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 3;
    const a = f64x2.sub(v128.load(x + at), tops);
    const b = f64x2.sub(v128.load(x + at + 16), tops);
    if (shifted != 0) {
      v128.store(shifted + at, a);
      v128.store(shifted + at + 16, b);
    }
    const to = powers == 0 ? four : powers + at;
    exp4(a, b, to);
    sums = f64x2.add(f64x2.add(sums, v128.load(to)), v128.load(to + 16));
  }
  if (i == count) return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  // Up to three are left: two, where there are, and the last.
  let at = <usize>i << 3;
  const end = <usize>(count - 1) << 3;
  const b = f64x2.sub(v128.load64_splat(x + end), tops);
  const a = at < end ? f64x2.sub(v128.load(x + at), tops) : b;
  exp4(a, b, four);
  if (at < end) {
    if (shifted != 0) v128.store(shifted + at, a);
    if (powers != 0) v128.store(powers + at, v128.load(four));
    sums = f64x2.add(sums, v128.load(four));
    at += 16;
  }
  if (at == end) {
    if (shifted != 0) v128.store64_lane(shifted + end, b, 0);
    if (powers != 0) v128.store64_lane(powers + end, v128.load(four + 16), 0);
    sums = f64x2.replace_lane(sums, 0, f64x2.extract_lane(sums, 0) + load<f64>(four + 16));
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

// @ts-ignore: decorator
@inline
function subtract(x: usize, by: f64, count: i32): void {
  const each = f64x2.splat(by);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const at = x + (<usize>i << 3);
    v128.store(at, f64x2.sub(v128.load(at), each));
  }
  if (i < count) store<f64>(x + (<usize>i << 3), load<f64>(x + (<usize>i << 3)) - by);
}

// @ts-ignore: decorator
@inline
function multiply(x: usize, by: f64, count: i32): void {
  const each = f64x2.splat(by);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const at = x + (<usize>i << 3);
    v128.store(at, f64x2.mul(v128.load(at), each));
  }
  if (i < count) store<f64>(x + (<usize>i << 3), load<f64>(x + (<usize>i << 3)) * by);
}

// @ts-ignore: decorator
@inline
function logarithm(x: f64): f64 {
  return f64x2.extract_lane(log2(f64x2.splat(x)), 0);
}

/** At a node whose powers sum to `sum`, with that logarithm. */
// @ts-ignore: decorator
@inline
function normalise(logPi: usize, pi: usize, logarithm: f64, sum: f64, choices: i32): void {
  subtract(logPi, logarithm, choices);
  multiply(pi, 1 / sum, choices);
}

/** At each of `count` nodes, from the logits of its choices in `pi` to log π there and π in place of the logits. */
export function softmaxAt(nodes: usize, count: i32, choices: i32, logPi: usize, pi: usize): void {
  // Two logarithms take as long as one.
  let before: usize = 0;
  let sumBefore: f64 = 0;
  for (let i = 0; i < count; i++) {
    const start = <usize>(load<i32>(nodes + (<usize>i << 2)) * choices) << 3;
    const at = pi + start;
    const sum = powersOf(at, largest(at, choices), logPi + start, at, choices);
    if ((i & 1) == 0) {
      before = start;
      sumBefore = sum;
      continue;
    }
    const logarithms = log2(f64x2.replace_lane(f64x2.splat(sumBefore), 1, sum));
    normalise(logPi + before, pi + before, f64x2.extract_lane(logarithms, 0), sumBefore, choices);
    normalise(logPi + start, at, f64x2.extract_lane(logarithms, 1), sum, choices);
  }
  if ((count & 1) == 1) normalise(logPi + before, pi + before, logarithm(sumBefore), sumBefore, choices);
}

/** The way back through it: from ∂L/∂log π in `upstream` to ∂L/∂logits in `towards`. */
export function softmaxBack(
  nodes: usize,
  count: i32,
  choices: i32,
  pi: usize,
  upstream: usize,
  towards: usize,
): void {
  for (let i = 0; i < count; i++) {
    const start = <usize>(load<i32>(nodes + (<usize>i << 2)) * choices) << 3;
    const total = sumOf(upstream + start, choices);
    const totals = f64x2.splat(total);
    let j = 0;
    for (; j + 2 <= choices; j += 2) {
      const at = start + (<usize>j << 3);
      v128.store(towards + at, f64x2.sub(v128.load(upstream + at), f64x2.mul(v128.load(pi + at), totals)));
    }
    if (j < choices) {
      const at = start + (<usize>j << 3);
      store<f64>(towards + at, load<f64>(upstream + at) - load<f64>(pi + at) * total);
    }
  }
}

// @ts-ignore: decorator
@inline
function softmax(x: usize, to: usize, count: i32): void {
  multiply(to, 1 / powersOf(x, largest(x, count), 0, to, count), count);
}

/** Probabilities of `size` logits each. */
export function groupSoftmax(x: usize, to: usize, groups: i32, size: i32): void {
  const row = <usize>size << 3;
  for (let group = 0; group < groups; group++) {
    softmax(x, to, size);
    x += row;
    to += row;
  }
}

/** A group whose powers sum to less than this is too far below the largest logit of all for its own to be told from them. */
const least: f64 = 1e-200;

/**
 * Probabilities of `size` logits each, which lie at `choices` among the `count` of `x`, so that few powers serve all.
 * `powers` is room for those.
 */
export function gatheredSoftmax(
  x: usize,
  count: i32,
  choices: usize,
  powers: usize,
  to: usize,
  groups: i32,
  size: i32,
): void {
  powersOf(x, largest(x, count), 0, powers, count);
  const row = <usize>size << 3;
  for (let group = 0; group < groups; group++) {
    const sum = gatherSum(choices, powers, to, size);
    if (sum >= least) multiply(to, 1 / sum, size);
    else {
      gather(choices, x, to, size);
      softmax(to, to, size);
    }
    choices += <usize>size << 2;
    to += row;
  }
}

/** Log-probabilities of `size` logits each. */
export function groupLogSoftmax(x: usize, to: usize, groups: i32, size: i32): void {
  const row = <usize>size << 3;
  for (let group = 0; group < groups; group++) {
    subtract(to, logarithm(powersOf(x, largest(x, size), to, 0, size)), size);
    x += row;
    to += row;
  }
}
