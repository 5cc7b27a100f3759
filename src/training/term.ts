/** One loss term of a group of runs, compiled: its value, its derivative, and what is carried to the next step. */
import { broadcastTo, mean, reshape, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { gradient } from '../expression/derivative';
import type { Expression, SymbolNode } from '../expression/node';
import { compile } from '../expression/program';
import { TensorProgram } from '../expression/tensor';
import type { Symbols } from './bound';

export interface TermValues {
  /** Averaged over rows, [runs, 1]; null where it was not asked for. */
  readonly loss: Tensor2D | null;
  /** ∂(sum over rows)/∂ each moving symbol, by name, in the shape given. */
  readonly gradients: Symbols;
  /** The carried numbers after this step, each [runs, 1]. */
  readonly carried: readonly Tensor2D[];
}

export class Term {
  readonly #moving: readonly string[];
  readonly #withoutLoss: TensorProgram;
  readonly #withLoss: TensorProgram;

  /** `moving`: what the loss is differentiated by; `carried`: numbers to compute beside it, one a batch. */
  constructor(loss: Expression, moving: readonly SymbolNode[], carried: readonly Expression[] = []) {
    const others = [...gradient(loss, moving), ...carried];
    this.#moving = moving.map(({ name }) => name);
    this.#withoutLoss = new TensorProgram(compile(others));
    this.#withLoss = new TensorProgram(compile([loss, ...others]));
  }

  /** Names of the symbols it reads. */
  get symbols(): ReadonlySet<string> {
    return this.#withLoss.symbols;
  }

  /** `shape` is [runs, rows], or [runs, rows, K] where rows have elements. Call inside `tidy`. */
  values(symbols: Symbols, shape: readonly number[], withLoss: boolean): TermValues {
    const [runs = 1, rows = 1, groupSize = 1] = shape;
    const outputs = [...(withLoss ? this.#withLoss : this.#withoutLoss).run(symbols, groupSize)];
    const loss = withLoss ? outputs.shift() : undefined;
    const byRow = shape.length === 2 ? [runs, rows] : [runs, rows, 1];
    return {
      loss: loss === undefined ? null : mean(reshape(broadcastTo(loss, byRow), [runs, rows]), 1, true),
      gradients: new Map(this.#moving.map((name, i) => [name, spread(outputs[i], shape)])),
      carried: outputs
        .slice(this.#moving.length)
        .map((value) => reshape(spread(value, shape.length === 2 ? [runs, 1] : [runs, 1, 1]), [runs, 1])),
    };
  }

  dispose(): void {
    this.#withoutLoss.dispose();
    this.#withLoss.dispose();
  }
}

const spread = (output: Tensor | undefined, shape: readonly number[]): Tensor => {
  if (output === undefined) throw new Error('the program lacks an output');
  return output.shape.join() === shape.join() ? output : broadcastTo(output, [...shape]);
};
