/**
 * The arithmetic of networks over one flat array of numbers, in which everything has its place: an argument that names
 * an array is the index of its first number, and matrices are row-major.
 */

/** A matrix read by strides, so that one that stands transposed is read in place. */
export interface Strided {
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

export interface NormPlaces {
  readonly x: number;
  readonly gain: number;
  readonly scales: number;
}

export interface AttentionPlaces {
  /** Queries, keys and values [count, 3, heads, size]. */
  readonly parts: number;
  /** Among the integers: the nodes that each reads from, itself first, [count, depth]; −1 for none. */
  readonly ways: number;
  /** [count, heads, depth] */
  readonly shares: number;
}

export interface AttentionSizes {
  readonly heads: number;
  readonly size: number;
  readonly depth: number;
}

export interface Kernels {
  readonly numbers: Float64Array | Float32Array;
  /** Whole numbers, such as rows to read; `places` arguments are indices into it. */
  readonly integers: Int32Array;
  /** C [m, n] = A [m, k] B [k, n] */
  readonly product: (a: Strided, b: Strided, c: number, m: number, k: number, n: number) => void;
  /** to[i] = tanh x[i] */
  readonly tanh: (x: number, to: number, count: number) => void;
  /** to[i] = upstream[i] (1 − y[i]²), where y = tanh x. */
  readonly tanhBack: (y: number, upstream: number, to: number, count: number) => void;
  /** to[i] = x[i] σ(x[i]), the sigmoid-weighted linear unit (1702.03118, eq. 2). */
  readonly silu: (x: number, to: number, count: number) => void;
  /** to[i] = upstream[i] σ(x) (1 + x (1 − σ(x))) (1702.03118, eq. 5) */
  readonly siluBack: (x: number, upstream: number, to: number, count: number) => void;
  /** to[i] += x[i] */
  readonly addTo: (x: number, to: number, count: number) => void;
  /** Row i of `to` [count, width] is the sum of the rows of `table` in row i of `places` [count, each]; −1 is none. */
  readonly sumOfRows: (table: number, places: number, each: number, to: number, count: number, width: number) => void;
  /** Row i of `upstream` [count, width] is added to the rows of `table` in row i of `places` [count, each]. */
  readonly addToRows: (
    upstream: number,
    places: number,
    each: number,
    table: number,
    count: number,
    width: number,
  ) => void;
  /** The row [width] is added to each row of `to` [count, width]. */
  readonly addToEach: (row: number, to: number, count: number, width: number) => void;
  /** `to` [width] is the sum of the rows of `from` [count, width]. */
  readonly sumOfAll: (from: number, to: number, count: number, width: number) => void;
  /** Rows of x [count, width] to g ∘ x / √(mean x² + ε) (1910.07467, eq. 4); `scales` [count] keeps the 1 / √. */
  readonly norm: (rows: NormPlaces, to: number, count: number, width: number, epsilon: number) => void;
  /** ∂L/∂output in `upstream` to ∂L/∂x and ∂L/∂g, which are overwritten. */
  readonly normBack: (
    rows: NormPlaces,
    upstream: number,
    towards: number,
    towardsGain: number,
    count: number,
    width: number,
  ) => void;
  /** What each node reads by attention, [count, heads, size] (1706.03762, section 3.2, without its matrices). */
  readonly attend: (places: AttentionPlaces, read: number, count: number, sizes: AttentionSizes) => void;
  /** ∂L/∂read in `upstream` to ∂L/∂parts in `towards`, which is overwritten. `along` has room for [depth]. */
  readonly attendBack: (
    places: AttentionPlaces,
    upstream: number,
    towards: number,
    along: number,
    count: number,
    sizes: AttentionSizes,
  ) => void;
}

export interface Room {
  readonly numbers: number;
  readonly integers: number;
  /** Numbers of the largest B [k, n] in a product, its columns counted up to a multiple of eight. */
  readonly factor: number;
}

/** Makes room, all of it 0. */
export type OpenKernels = (room: Room) => Kernels;
