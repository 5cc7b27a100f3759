/**
 * OptiDICE in a decision process of a few states: min over ν of (1 − γ) E_{p0}[ν] + E_D[w e − α ½(w − 1)²] with
 * e = r + γ E ν(s′) − ν(s) and w = [1 + e/α]₊ (2106.10783, equation 12). Where it is least, D·w flows as a policy's
 * visits do.
 */
import { square } from './elementary';
import { solveLinear } from './solve-linear';
import { dot } from './vector';

export interface LoggedProcess {
  /** P(s′ | s, a), [states][actions][states]. */
  readonly transition: readonly (readonly (readonly number[])[])[];
  /** [states][actions] */
  readonly reward: readonly (readonly number[])[];
  /** p0 [states]. */
  readonly start: readonly number[];
  /** Share of the data in each state and action, [states][actions]. */
  readonly data: readonly (readonly number[])[];
}

export interface LoggedSolution {
  readonly nu: readonly number[];
  /** w [states][actions], 0 where nothing was logged. */
  readonly weight: readonly (readonly number[])[];
  readonly objective: number;
  /** π(a|s) that the weighted data follow. */
  readonly policy: readonly (readonly number[])[];
  /** The most by which D·w fails to flow into a state what leaves it. */
  readonly flowResidual: number;
}

interface Settings {
  readonly alpha: number;
  readonly gamma: number;
}

/** A state and action of the data, with ∂e/∂ν. */
interface Row {
  readonly share: number;
  readonly reward: number;
  readonly slope: readonly number[];
}

/** Steps of Newton's method; the objective is quadratic wherever the same weights are above 0. */
const mostSteps = 100;
const mostHalvings = 40;

const rowsOf = ({ transition, reward, data }: LoggedProcess, gamma: number): readonly (readonly Row[])[] =>
  data.map((shares, s) =>
    shares.map((share, a) => ({
      share,
      reward: reward[s]?.[a] ?? 0,
      slope: data.map((_, next) => gamma * (transition[s]?.[a]?.[next] ?? 0) - (next === s ? 1 : 0)),
    })),
  );

const weightOf = ({ share, reward, slope }: Row, nu: readonly number[], alpha: number): number =>
  share > 0 ? Math.max(0, 1 + (reward + dot(slope, nu)) / alpha) : 0;

export const solveLogged = (process: LoggedProcess, { alpha, gamma }: Settings): LoggedSolution => {
  const byState = rowsOf(process, gamma);
  const rows = byState.flat();
  const states = process.start.length;
  const objectiveAt = (nu: readonly number[]): number =>
    rows.reduce(
      (sum, row) => {
        const w = weightOf(row, nu, alpha);
        return sum + row.share * (w * (row.reward + dot(row.slope, nu)) - (alpha / 2) * square(w - 1));
      },
      (1 - gamma) * dot(process.start, nu),
    );
  const gradientAt = (nu: readonly number[]): readonly number[] =>
    process.start.map((p0, s) =>
      rows.reduce((sum, row) => sum + row.share * weightOf(row, nu, alpha) * (row.slope[s] ?? 0), (1 - gamma) * p0),
    );
  const hessianAt = (nu: readonly number[]): readonly (readonly number[])[] =>
    Array.from({ length: states }, (_, i) =>
      Array.from({ length: states }, (_, j) =>
        rows.reduce(
          (sum, row) =>
            weightOf(row, nu, alpha) > 0 ? sum + (row.share / alpha) * (row.slope[i] ?? 0) * (row.slope[j] ?? 0) : sum,
          0,
        ),
      ),
    );

  let nu: readonly number[] = process.start.map(() => 0);
  for (let step = 0; step < mostSteps; step++) {
    const move = solveLinear(hessianAt(nu), gradientAt(nu));
    if (move === null) break;
    const at = (part: number): readonly number[] => nu.map((value, s) => value - part * (move[s] ?? 0));
    let part = 1;
    for (let i = 0; i < mostHalvings && objectiveAt(at(part)) > objectiveAt(nu); i++) part /= 2;
    const next = at(part);
    if (objectiveAt(next) >= objectiveAt(nu)) break;
    nu = next;
  }

  const weight = byState.map((actions) => actions.map((row) => weightOf(row, nu, alpha)));
  return {
    nu,
    weight,
    objective: objectiveAt(nu),
    policy: byState.map((actions, s) => {
      const visits = actions.map(({ share }, a) => share * (weight[s]?.[a] ?? 0));
      const all = visits.reduce((sum, value) => sum + value, 0);
      return visits.map((value) => value / all);
    }),
    flowResidual: Math.max(...gradientAt(nu).map(Math.abs)),
  };
};
