/**
 * Causal multi-head attention, softmax(q kᵀ/√size) v over the nodes on the way to each node (1706.03762, section 3.2),
 * without its matrices. `parts` [count, 3, heads, size] are queries, keys and values; `ways` [count, depth] says which
 * nodes each one reads from, itself first, −1 for none; `shares` [count, heads, depth]. Pointers are byte addresses.
 */
import { exp4 } from './elementwise';

// @ts-ignore: decorator
@inline
function dot(a: usize, b: usize, size: i32): f32 {
  let sum: f32 = 0;
  for (let i = 0; i < size; i++) sum += load<f32>(a + (<usize>i << 2)) * load<f32>(b + (<usize>i << 2));
  return sum;
}

/** to += factor · from */
// @ts-ignore: decorator
@inline
function addScaled(to: usize, from: usize, factor: f32, size: i32): void {
  const factors = f32x4.splat(factor);
  let i = 0;
  for (; i + 4 <= size; i += 4) {
    const at = <usize>i << 2;
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(factors, v128.load(from + at))));
  }
  for (; i < size; i++) {
    const at = <usize>i << 2;
    store<f32>(to + at, load<f32>(to + at) + factor * load<f32>(from + at));
  }
}

/** Writes shares and what each node reads, `read` [count, heads, size]. */
export function attend(
  parts: usize,
  ways: usize,
  shares: usize,
  read: usize,
  count: i32,
  heads: i32,
  size: i32,
  depth: i32,
): void {
  const inner = <usize>(heads * size) << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>size);
  memory.fill(read, 0, <usize>count * inner);
  for (let node = 0; node < count; node++) {
    const way = ways + (<usize>(node * depth) << 2);
    for (let head = 0; head < heads; head++) {
      const place = <usize>(head * size) << 2;
      const query = parts + <usize>node * 3 * inner + place;
      const share = shares + (<usize>((node * heads + head) * depth) << 2);
      let top: f32 = -Infinity;
      let length = 0;
      for (; length < depth; length++) {
        const other = load<i32>(way + (<usize>length << 2));
        if (other < 0) break;
        const score = scale * dot(query, parts + (<usize>other * 3 + 1) * inner + place, size);
        store<f32>(share + (<usize>length << 2), score);
        top = max(top, score);
      }
      let sum: f32 = 0;
      for (let t = 0; t < length; t++) {
        const at = share + (<usize>t << 2);
        const power = f32x4.extract_lane(exp4(f32x4.splat(load<f32>(at) - top)), 0);
        store<f32>(at, power);
        sum += power;
      }
      const to = read + <usize>node * inner + place;
      for (let t = 0; t < length; t++) {
        const at = share + (<usize>t << 2);
        const part = load<f32>(at) / sum;
        store<f32>(at, part);
        const other = load<i32>(way + (<usize>t << 2));
        addScaled(to, parts + (<usize>other * 3 + 2) * inner + place, part, size);
      }
    }
  }
}

/** From ∂L/∂read in `upstream` to ∂L/∂parts in `towards`, which is overwritten, after `attend`. `along` has room for [depth]. */
export function attendBack(
  parts: usize,
  ways: usize,
  shares: usize,
  upstream: usize,
  towards: usize,
  along: usize,
  count: i32,
  heads: i32,
  size: i32,
  depth: i32,
): void {
  const inner = <usize>(heads * size) << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>size);
  memory.fill(towards, 0, <usize>count * 3 * inner);
  for (let node = 0; node < count; node++) {
    const way = ways + (<usize>(node * depth) << 2);
    for (let head = 0; head < heads; head++) {
      const place = <usize>(head * size) << 2;
      const query = <usize>node * 3 * inner + place;
      const share = shares + (<usize>((node * heads + head) * depth) << 2);
      const from = upstream + <usize>node * inner + place;
      let mean: f32 = 0;
      let length = 0;
      for (; length < depth; length++) {
        const other = load<i32>(way + (<usize>length << 2));
        if (other < 0) break;
        const value = (<usize>other * 3 + 2) * inner + place;
        const part = load<f32>(share + (<usize>length << 2));
        const towardsShare = dot(from, parts + value, size);
        addScaled(towards + value, from, part, size);
        store<f32>(along + (<usize>length << 2), towardsShare);
        mean += part * towardsShare;
      }
      for (let t = 0; t < length; t++) {
        const at = <usize>t << 2;
        const key = (<usize>load<i32>(way + at) * 3 + 1) * inner + place;
        const score = load<f32>(share + at) * (load<f32>(along + at) - mean) * scale;
        addScaled(towards + query, parts + key, score, size);
        addScaled(towards + key, parts + query, score, size);
      }
    }
  }
}
