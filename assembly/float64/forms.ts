/** Linear forms of log π of choices: their values, and the way back. Pointers are byte addresses; a pointer of 0 is none. */

/** to[i] = from[choices[i]]; returns their sum, with the very bits of src/math/sum. */
// @ts-ignore: decorator
@inline
export function gatherSum(choices: usize, from: usize, to: usize, count: i32): f64 {
  let sums = f64x2.splat(0);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const two = load<u64>(choices + (<usize>i << 2));
    const first = v128.load64_zero(from + ((<usize>two & 0xffffffff) << 3));
    const both = v128.load64_lane(from + (<usize>(two >> 32) << 3), first, 1);
    v128.store(to + (<usize>i << 3), both);
    sums = f64x2.add(sums, both);
  }
  let first = f64x2.extract_lane(sums, 0);
  if (i < count) {
    const last = load<f64>(from + (<usize>load<i32>(choices + (<usize>i << 2)) << 3));
    store<f64>(to + (<usize>i << 3), last);
    first += last;
  }
  return first + f64x2.extract_lane(sums, 1);
}

/** to[i] = from[choices[i]] */
// @ts-ignore: decorator
@inline
export function gather(choices: usize, from: usize, to: usize, count: i32): void {
  gatherSum(choices, from, to, count);
}

/** The same of many; none of the choices is −1. */
export function gathered(choices: usize, from: usize, to: usize, count: i32): void {
  gather(choices, from, to, count);
}

/** values[i] = constants[i] + Σ_j factors[i, j] · columns[choices[i, j]]; a choice of −1 adds nothing. */
export function valuesOf(
  choices: usize,
  width: i32,
  factors: usize,
  constants: usize,
  columns: usize,
  values: usize,
  count: i32,
): void {
  if (width == 1 && factors == 0 && constants == 0) {
    for (let i = 0; i < count; i++) {
      const choice = load<i32>(choices + (<usize>i << 2));
      store<f64>(values + (<usize>i << 3), choice < 0 ? 0 : load<f64>(columns + (<usize>choice << 3)));
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    let sum: f64 = constants == 0 ? 0 : load<f64>(constants + (<usize>i << 3));
    for (let j = 0; j < width; j++) {
      const choice = load<i32>(choices);
      const factor: f64 = factors == 0 ? 1 : load<f64>(factors);
      choices += 4;
      if (factors != 0) factors += 8;
      if (choice >= 0) sum += factor * load<f64>(columns + (<usize>choice << 3));
    }
    store<f64>(values + (<usize>i << 3), sum);
  }
}

/** gradient[choices[i, j]] += factors[i, j] · weight · upstream[i] */
export function addTransposed(
  choices: usize,
  width: i32,
  factors: usize,
  upstream: usize,
  weight: f64,
  gradient: usize,
  count: i32,
): void {
  if (width == 1 && factors == 0) {
    for (let i = 0; i < count; i++) {
      const choice = load<i32>(choices + (<usize>i << 2));
      if (choice < 0) continue;
      const at = gradient + (<usize>choice << 3);
      store<f64>(at, load<f64>(at) + weight * load<f64>(upstream + (<usize>i << 3)));
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    const towards = weight * load<f64>(upstream + (<usize>i << 3));
    for (let j = 0; j < width; j++) {
      const choice = load<i32>(choices);
      const factor: f64 = factors == 0 ? 1 : load<f64>(factors);
      choices += 4;
      if (factors != 0) factors += 8;
      if (choice < 0) continue;
      const at = gradient + (<usize>choice << 3);
      store<f64>(at, load<f64>(at) + factor * towards);
    }
  }
}
