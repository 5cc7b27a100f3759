/** The symbols of a loss on the device: what it reads at a step, gathered from log π, and where its gradient goes. */
import { add, concat, mul, reshape, slice, type Tensor, type Tensor2D, tensor, zeros } from '@tensorflow/tfjs-core';
import type { Bindings } from '../objectives/bind';
import type { Domain } from '../objectives/domain';
import { LinearSums } from './linear-sums';
import type { NodeSet } from './nodes';

/** Tensors by the names of symbols. */
export type Symbols = ReadonlyMap<string, Tensor>;

/** S runs; a row's numbers have the shape [S, rows], or [S, rows, 1] beside elements [S, rows, K]. */
export interface Bound {
  readonly rows: number;
  readonly groupSize: number;
  /** Whether rows have elements, so that shapes have a third axis. */
  readonly hasElements: boolean;
  /** Those that do not move with θ. */
  readonly fixed: Symbols;
  /** Those that do, from log π of choices [S, columns]. Call inside `tidy`. */
  readonly gather: (logPi: Tensor2D) => Symbols;
  /** ∂(sum over rows)/∂ the moving ones, by name, to ∂(mean over rows)/∂log π [S, columns]. Call inside `tidy`. */
  readonly scatter: (upstream: Symbols) => Tensor2D;
  readonly dispose: () => void;
}

/** Moving symbols whose forms have one width, picked together. */
interface PickedTogether {
  readonly names: readonly string[];
  readonly sums: LinearSums;
}

export const shapeOf = (
  { rows, groupSize, hasElements }: Pick<Bound, 'rows' | 'groupSize' | 'hasElements'>,
  runs: number,
) => (hasElements ? [runs, rows, groupSize] : [runs, rows]);

const pickedTogether = ({ moving }: Bindings, nodes: NodeSet): readonly PickedTogether[] => {
  const byWidth = new Map<number, string[]>();
  for (const [name, { width }] of moving) byWidth.set(width, [...(byWidth.get(width) ?? []), name]);
  return [...byWidth.values()].map((names) => ({
    names,
    sums: new LinearSums(
      names.flatMap((name) => moving.get(name) ?? []),
      nodes,
    ),
  }));
};

/** For responses that all runs share; `nodes` must hold their paths. */
export const bindOnDevice = (domain: Domain, bindings: Bindings, nodes: NodeSet): Bound => {
  const { rows, groupSize, fixed } = bindings;
  const hasElements = domain.elements !== 'none';
  const size = { rows, groupSize, hasElements };
  const together = pickedTogether(bindings, nodes);
  const fixedSymbols = new Map(
    [...fixed].map(([name, values]) => {
      const shape = hasElements ? [1, rows, values.length / rows] : [1, rows];
      return [name, tensor(Float32Array.from(values), shape)];
    }),
  );
  return {
    ...size,
    fixed: fixedSymbols,
    gather: (logPi) =>
      new Map(
        together.flatMap(({ names, sums }) => {
          const values = sums.gather(logPi);
          const [runs] = values.shape;
          const each = sums.count / names.length;
          return names.map((name, i) => {
            const own = slice(values, [0, i * each], [runs, each]);
            return [name, hasElements ? reshape(own, shapeOf(size, runs)) : own];
          });
        }),
      ),
    scatter: (upstream) => {
      const [first] = upstream.values();
      const runs = first?.shape[0] ?? 1;
      const parts = together.map(({ names, sums }) => {
        const each = sums.count / names.length;
        const flat = names.map((name): Tensor2D => {
          const own = upstream.get(name) ?? zeros([runs, each]);
          return hasElements ? reshape(own, [runs, each]) : (own as Tensor2D);
        });
        return sums.scatter(flat.length === 1 ? (flat[0] as Tensor2D) : concat(flat, 1));
      });
      return mul(
        parts.reduce((a, b) => add(a, b)),
        1 / rows,
      );
    },
    dispose: () => {
      for (const { sums } of together) sums.dispose();
      for (const each of fixedSymbols.values()) each.dispose();
    },
  };
};
