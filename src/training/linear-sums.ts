/** Linear forms of log π on the device, for responses that all runs share: their values, and the way back. */
import { add, mul, ones, reshape, slice, type Tensor2D, tensor2d, transpose } from '@tensorflow/tfjs-core';
import type { LinearForms } from '../objectives/linear-forms';
import type { NodeSet } from './nodes';
import { Picks } from './picks';

/** All first terms, then all second ones, so that a sum over terms adds blocks that lie together. */
const byPlace = <T extends Int32Array | Float32Array>(values: T, count: number, width: number): T =>
  (width === 1 ? values : values.map((_, i) => values[(i % count) * width + Math.floor(i / count)] ?? 0)) as T;

const joined = (parts: readonly (Int32Array | Float64Array | null)[]): Float64Array => {
  const all = new Float64Array(parts.reduce((length, part) => length + (part?.length ?? 0), 0));
  let end = 0;
  for (const part of parts) {
    if (part === null) continue;
    all.set(part, end);
    end += part.length;
  }
  return all;
};

const isIdentity = (columns: Int32Array, { columns: all }: NodeSet): boolean =>
  columns.length === all && columns.every((column, i) => column === i);

export class LinearSums {
  /** Values of all forms together. */
  readonly count: number;
  readonly #width: number;
  /** null where the values are log π of the choices themselves. */
  readonly #picks: Picks | null;
  /** [count · width, 1] */
  readonly #factors: Tensor2D | null;
  /** [1, count] */
  readonly #constants: Tensor2D | null;

  /** `forms`, of one width, come one after another; `nodes` must hold their choices. */
  constructor(forms: readonly LinearForms[], nodes: NodeSet) {
    const width = forms[0]?.width ?? 1;
    this.#width = width;
    const columns = new Int32Array(joined(forms.map(({ choices }) => choices))).map((choice) =>
      choice < 0 ? -1 : nodes.columnOf(choice),
    );
    this.count = columns.length / width;
    this.#picks =
      width === 1 && isIdentity(columns, nodes) ? null : new Picks(byPlace(columns, this.count, width), nodes.columns);
    const [first] = forms;
    this.#factors =
      first === undefined || first.factors === null
        ? null
        : tensor2d(byPlace(new Float32Array(joined(forms.map(({ factors }) => factors))), this.count, width), [
            columns.length,
            1,
          ]);
    this.#constants =
      first === undefined || first.constants === null
        ? null
        : tensor2d(new Float32Array(joined(forms.map(({ constants }) => constants))), [1, this.count]);
  }

  /** log π of choices [S, columns] to the values [S, count]. Call inside `tidy`. */
  gather(logPi: Tensor2D): Tensor2D {
    if (this.#picks === null) return logPi;
    const picked = this.#picks.transposed(logPi);
    const [, runs] = picked.shape;
    const terms: Tensor2D =
      this.#factors === null ? picked : mul(slice(picked, [0, 0], [this.#picks.count, runs]), this.#factors);
    // With the rows of padding, left out once transposed: the transpose of a power of two of rows is slow.
    const rows = terms.shape[0] - (this.#width - 1) * this.count;
    const block = (place: number): Tensor2D => slice(terms, [place * this.count, 0], [rows, runs]);
    let sums = this.#width === 1 ? terms : block(0);
    for (let place = 1; place < this.#width; place++) sums = add(sums, block(place));
    const values: Tensor2D = slice(transpose(sums), [0, 0], [runs, this.count]);
    return this.#constants === null ? values : add(values, this.#constants);
  }

  /** ∂L/∂ the values [S, count] to ∂L/∂log π of the choices [S, columns]. Call inside `tidy`. */
  scatter(upstream: Tensor2D): Tensor2D {
    if (this.#picks === null) return upstream;
    const rows: Tensor2D = transpose(upstream);
    if (this.#width === 1 && this.#factors === null) return this.#picks.scattered(rows);
    const [, runs] = rows.shape;
    const flat = reshape(rows, [1, this.count * runs]);
    const repeated: Tensor2D = reshape(mul(ones([this.#width, 1]), flat), [this.#width * this.count, runs]);
    return this.#picks.scattered(this.#factors === null ? repeated : mul(repeated, this.#factors));
  }

  dispose(): void {
    this.#picks?.dispose();
    this.#factors?.dispose();
    this.#constants?.dispose();
  }
}
