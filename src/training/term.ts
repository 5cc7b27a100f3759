/** One loss term of a group of runs, compiled: its value and its derivative with respect to log-probabilities. */
import { broadcastTo, mean, reshape, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { gradient } from '../expression/derivative';
import type { Expression, SymbolNode } from '../expression/node';
import { compile } from '../expression/program';
import { TensorProgram } from '../expression/tensor';

export type Symbols = ReadonlyMap<string, Tensor>;

export class Term {
  readonly #gradients: TensorProgram;
  readonly #withLoss: TensorProgram;

  /** `wrt`: the log-probabilities that move. */
  constructor(loss: Expression, wrt: readonly SymbolNode[]) {
    const derivatives = gradient(loss, wrt);
    this.#gradients = new TensorProgram(compile(derivatives));
    this.#withLoss = new TensorProgram(compile([loss, ...derivatives]));
  }

  get symbols(): ReadonlySet<string> {
    return this.#withLoss.symbols;
  }

  /** ∂(sum over rows)/∂ each symbol of `wrt`, in the shape given. Call inside `tidy`. */
  gradients(symbols: Symbols, shape: readonly number[]): readonly Tensor[] {
    return this.#shaped(this.#gradients.run(symbols, shape[2] ?? 1), shape);
  }

  /** The same, and the loss averaged over rows, [runs, 1]. Call inside `tidy`. */
  lossAndGradients(symbols: Symbols, shape: readonly number[]): { loss: Tensor2D; gradients: readonly Tensor[] } {
    const [loss, ...derivatives] = this.#withLoss.run(symbols, shape[2] ?? 1);
    if (loss === undefined) throw new Error('the program has no outputs');
    const [runs = 1, rows = 1] = shape;
    const flat: Tensor2D = reshape(broadcastTo(loss, shape.length === 2 ? [runs, rows] : [runs, rows, 1]), [
      runs,
      rows,
    ]);
    return { loss: mean(flat, 1, true), gradients: this.#shaped(derivatives, shape) };
  }

  dispose(): void {
    this.#gradients.dispose();
    this.#withLoss.dispose();
  }

  /** A size tells nothing: a constant is as large as one pair of one run, and yet has no rows to pick. */
  #shaped(outputs: readonly Tensor[], shape: readonly number[]): readonly Tensor[] {
    return outputs.map((output) => broadcastTo(output, [...shape]));
  }
}
