/**
 * Products of float32 matrices, from any strides, so that a transposed matrix is read in place. All pointers and strides
 * are in bytes.
 */

/** Columns of B that are multiplied together, as two v128. */
const panel: i32 = 8;

/**
 * Writes B [k, n] as panels of eight columns each, [⌈n / 8⌉, k, 8], with zeros behind the last column.
 */
function pack(b: usize, row: usize, column: usize, k: i32, n: i32, packed: usize): void {
  let to = packed;
  for (let first = 0; first < n; first += panel) {
    const columns = min(panel, n - first);
    const start = b + <usize>first * column;
    if (column == 4 && columns == panel) {
      for (let i = 0; i < k; i++) {
        const from = start + <usize>i * row;
        v128.store(to, v128.load(from));
        v128.store(to + 16, v128.load(from + 16));
        to += 32;
      }
    } else {
      for (let i = 0; i < k; i++) {
        let from = start + <usize>i * row;
        for (let j = 0; j < columns; j++) {
          store<f32>(to + ((<usize>j) << 2), load<f32>(from));
          from += column;
        }
        for (let j = columns; j < panel; j++) store<f32>(to + ((<usize>j) << 2), 0);
        to += 32;
      }
    }
  }
}

/** Stores the first `columns` ≤ 8 of two v128. */
// @ts-ignore: decorator
@inline
function put(to: usize, left: v128, right: v128, columns: i32): void {
  if (columns == panel) {
    v128.store(to, left);
    v128.store(to + 16, right);
    return;
  }
  if (columns >= 4) v128.store(to, left);
  else {
    if (columns > 0) v128.store32_lane(to, left, 0);
    if (columns > 1) v128.store32_lane(to + 4, left, 1);
    if (columns > 2) v128.store32_lane(to + 8, left, 2);
  }
  if (columns > 4) v128.store32_lane(to + 16, right, 0);
  if (columns > 5) v128.store32_lane(to + 20, right, 1);
  if (columns > 6) v128.store32_lane(to + 24, right, 2);
}

/** One product from packed B: four rows of A and eight columns of B at a time, summed in the order of k. */
function multiply(
  a: usize,
  row: usize,
  column: usize,
  packed: usize,
  c: usize,
  m: i32,
  k: i32,
  n: i32,
): void {
  const out = (<usize>n) << 2;
  for (let first = 0; first < n; first += panel) {
    const columns = min(panel, n - first);
    const b = packed + (<usize>first * <usize>k << 2);
    let to = c + ((<usize>first) << 2);
    let from = a;
    let i = 0;
    for (; i + 4 <= m; i += 4) {
      let l0 = f32x4.splat(0), l1 = l0, l2 = l0, l3 = l0;
      let r0 = l0, r1 = l0, r2 = l0, r3 = l0;
      let at = from;
      let part = b;
      for (let j = 0; j < k; j++) {
        const left = v128.load(part);
        const right = v128.load(part + 16);
        const a0 = v128.load32_splat(at);
        const a1 = v128.load32_splat(at + row);
        const a2 = v128.load32_splat(at + row * 2);
        const a3 = v128.load32_splat(at + row * 3);
        l0 = f32x4.add(l0, f32x4.mul(a0, left));
        r0 = f32x4.add(r0, f32x4.mul(a0, right));
        l1 = f32x4.add(l1, f32x4.mul(a1, left));
        r1 = f32x4.add(r1, f32x4.mul(a1, right));
        l2 = f32x4.add(l2, f32x4.mul(a2, left));
        r2 = f32x4.add(r2, f32x4.mul(a2, right));
        l3 = f32x4.add(l3, f32x4.mul(a3, left));
        r3 = f32x4.add(r3, f32x4.mul(a3, right));
        at += column;
        part += 32;
      }
      put(to, l0, r0, columns);
      put(to + out, l1, r1, columns);
      put(to + out * 2, l2, r2, columns);
      put(to + out * 3, l3, r3, columns);
      to += out * 4;
      from += row * 4;
    }
    for (; i < m; i++) {
      let left = f32x4.splat(0), right = left;
      let at = from;
      let part = b;
      for (let j = 0; j < k; j++) {
        const value = v128.load32_splat(at);
        left = f32x4.add(left, f32x4.mul(value, v128.load(part)));
        right = f32x4.add(right, f32x4.mul(value, v128.load(part + 16)));
        at += column;
        part += 32;
      }
      put(to, left, right, columns);
      to += out;
      from += row;
    }
  }
}

/**
 * C [m, n] = A [m, k] B [k, n], where A and B are read by strides and C is row-major. `packed` has room for
 * k · ⌈n / 8⌉ · 8 numbers.
 */
export function product(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  m: i32,
  k: i32,
  n: i32,
  packed: usize,
): void {
  pack(b, bRow, bColumn, k, n, packed);
  multiply(a, aRow, aColumn, packed, c, m, k, n);
}
