/** Between one number a group and one for each of its elements. Pointers are byte addresses. */
import { sumOf } from './sum';

/** Repeats each of `groups` numbers `size` times. */
export function spread(x: usize, to: usize, groups: i32, size: i32): void {
  for (let group = 0; group < groups; group++) {
    const value = v128.load64_splat(x + (<usize>group << 3));
    let i = 0;
    for (; i + 2 <= size; i += 2) v128.store(to + (<usize>i << 3), value);
    if (i < size) v128.store64_lane(to + (<usize>i << 3), value, 0);
    to += <usize>size << 3;
  }
}

/** The sum of each group of `size` numbers. */
export function groupSum(x: usize, to: usize, groups: i32, size: i32): void {
  for (let group = 0; group < groups; group++) {
    store<f64>(to + (<usize>group << 3), sumOf(x, size));
    x += <usize>size << 3;
  }
}

export function mean(x: usize, count: i32): f64 {
  return sumOf(x, count) / <f64>count;
}
