/** What can be known exactly of a world: the KL-regularised optimum and the reward–KL frontier. */
import { expectation, kullbackLeibler, logNormalise } from './distribution';

/** Tables [prompts, responses]: log π_ref and the true reward. */
export interface RewardTable {
  readonly prompts: readonly unknown[];
  readonly logRef: Float64Array;
  readonly reward: Float64Array;
}

const columnsOf = (table: RewardTable): number => table.logRef.length / table.prompts.length;

/** log π*, where π* ∝ π_ref exp(r/β) maximises E[r] − β KL(π‖π_ref); [prompts, responses]. */
export const optimum = (table: RewardTable, beta: number): Float64Array =>
  logNormalise(
    table.logRef.map((logRef, i) => logRef + (table.reward[i] ?? 0) / beta),
    columnsOf(table),
  );

export interface FrontierPoint {
  readonly beta: number;
  /** KL(π*‖π_ref), nats. */
  readonly kl: number;
  /** E_π*[r]. */
  readonly reward: number;
}

/** Where π* at this β stands between reward and KL. */
export const frontierPoint = (table: RewardTable, beta: number): FrontierPoint => {
  const logStar = optimum(table, beta);
  const columns = columnsOf(table);
  return {
    beta,
    kl: kullbackLeibler(logStar, table.logRef, columns),
    reward: expectation(logStar, (i) => table.reward[i] ?? 0, columns),
  };
};

const widest = 1000;
const narrowest = 0.02;

/** The best reward at each KL, from the reference outwards: π* for β from large to small. */
export const frontier = (table: RewardTable, points = 80): readonly FrontierPoint[] =>
  Array.from({ length: points }, (_, i) => frontierPoint(table, widest * (narrowest / widest) ** (i / (points - 1))));
