/** The arithmetic of networks in float32, four numbers at a time: compiled from assembly/, in a memory of its own. */
import { compiledOnce } from '../../math/compiled-once';
import { binary } from './binary';
import type { Kernels, OpenKernels } from './kernels';

/** Pointers and strides are byte addresses, counts are numbers. */
type Compiled = Readonly<Record<Exclude<keyof Kernels, 'numbers' | 'integers'>, (...values: number[]) => void>>;

const page = 65_536;
const width = 4;

const isCompiled = (exports: object): exports is Compiled => 'product' in exports && 'sumOfAll' in exports;

const moduleOf = compiledOnce(binary);

/** Whether the compiled arithmetic can be had here: not where WebAssembly has no SIMD. */
export const hasSimd = (): boolean => moduleOf() !== null;

export const simdKernels: OpenKernels = (room): Kernels => {
  // Arrays are computed in fours: the last may reach beyond its end.
  const integersAt = (room.numbers + 4) * width;
  const packedAt = integersAt + room.integers * width;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((packedAt + room.factor * width) / page) });
  const module = moduleOf();
  if (module === null) throw new Error('WebAssembly has no SIMD here');
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!isCompiled(exports)) throw new Error('a function is missing from the compiled module');
  const { product, tanh, tanhBack, silu, siluBack, addTo, sumOfRows, addToRows, addToEach, sumOfAll } = exports;
  const { norm, normBack, attend, attendBack } = exports;
  const place = (at: number): number => integersAt + at * width;
  return {
    numbers: new Float32Array(memory.buffer, 0, room.numbers),
    integers: new Int32Array(memory.buffer, integersAt, room.integers),
    product: (a, b, c, m, k, n) =>
      product(
        a.at * width,
        a.row * width,
        a.column * width,
        b.at * width,
        b.row * width,
        b.column * width,
        c * width,
        m,
        k,
        n,
        packedAt,
      ),
    tanh: (x, to, count) => tanh(x * width, to * width, count),
    tanhBack: (y, upstream, to, count) => tanhBack(y * width, upstream * width, to * width, count),
    silu: (x, to, count) => silu(x * width, to * width, count),
    siluBack: (x, upstream, to, count) => siluBack(x * width, upstream * width, to * width, count),
    addTo: (x, to, count) => addTo(x * width, to * width, count),
    sumOfRows: (table, places, each, to, count, columns) =>
      sumOfRows(table * width, place(places), each, to * width, count, columns),
    addToRows: (upstream, places, each, table, count, columns) =>
      addToRows(upstream * width, place(places), each, table * width, count, columns),
    addToEach: (row, to, count, columns) => addToEach(row * width, to * width, count, columns),
    sumOfAll: (from, to, count, columns) => sumOfAll(from * width, to * width, count, columns),
    norm: ({ x, gain, scales }, to, count, columns, epsilon) =>
      norm(x * width, gain * width, scales * width, to * width, count, columns, epsilon),
    normBack: ({ x, gain, scales }, upstream, towards, towardsGain, count, columns) =>
      normBack(
        x * width,
        gain * width,
        scales * width,
        upstream * width,
        towards * width,
        towardsGain * width,
        count,
        columns,
      ),
    attend: ({ parts, ways, shares }, read, count, { heads, size, depth }) =>
      attend(parts * width, place(ways), shares * width, read * width, count, heads, size, depth),
    attendBack: ({ parts, ways, shares }, upstream, towards, along, count, { heads, size, depth }) =>
      attendBack(
        parts * width,
        place(ways),
        shares * width,
        upstream * width,
        towards * width,
        along * width,
        count,
        heads,
        size,
        depth,
      ),
  };
};
