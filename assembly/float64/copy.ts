/** Writing numbers that are not computed. Pointers are byte addresses. */

/** to[i] = from[i] */
export function copy(from: usize, to: usize, count: i32): void {
  let i = 0;
  for (; i + 2 <= count; i += 2) v128.store(to + (<usize>i << 3), v128.load(from + (<usize>i << 3)));
  if (i < count) store<f64>(to + (<usize>i << 3), load<f64>(from + (<usize>i << 3)));
}

/** to[i] = 0 */
export function clear(to: usize, count: i32): void {
  let i = 0;
  for (; i + 2 <= count; i += 2) v128.store(to + (<usize>i << 3), f64x2.splat(0));
  if (i < count) store<f64>(to + (<usize>i << 3), 0);
}
