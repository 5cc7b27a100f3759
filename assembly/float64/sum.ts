/** The sum of `count` numbers, with the very bits of src/math/sum. */
// @ts-ignore: decorator
@inline
export function sumOf(x: usize, count: i32): f64 {
  let sums = f64x2.splat(0);
  let i = 0;
  for (; i + 2 <= count; i += 2) sums = f64x2.add(sums, v128.load(x + (<usize>i << 3)));
  let first = f64x2.extract_lane(sums, 0);
  if (i < count) first += load<f64>(x + (<usize>i << 3));
  return first + f64x2.extract_lane(sums, 1);
}
