/** What evaluating a case gives, and what must be computed for it. */
import type { Float64Inputs } from '../expression/float64';
import type { Expression } from '../expression/node';

export interface PairResult {
  readonly objective: string;
  /** One entry a pair. */
  readonly loss: readonly number[];
  /** ∂(sum of losses)/∂log π of the chosen and of the rejected responses. */
  readonly gradChosen: readonly number[];
  readonly gradRejected: readonly number[];
}

type Ragged = readonly (readonly number[])[];

export interface TokenResult {
  readonly objective: string;
  /** One entry a pair. */
  readonly loss: readonly number[];
  /** ∂(sum of losses)/∂log π of each token, one row a pair. */
  readonly gradTokensChosen: Ragged;
  readonly gradTokensRejected: Ragged;
  /** ∂(sum of losses)/∂KL(π_ref‖π) where each token was chosen. */
  readonly gradKlChosen: Ragged;
  readonly gradKlRejected: Ragged;
}

export interface GroupResult {
  readonly objective: string;
  /** Averaged over groups. */
  readonly meanLoss: number;
}

/** By the names of golden/README.md: numbers, lists of numbers, or lists of such lists. */
export interface OnPolicyResult extends Readonly<Record<string, unknown>> {
  readonly objective: string;
}

export type CaseResult = PairResult | TokenResult | GroupResult;

/** One number for all rows, or an array [rows], or [rows · groupSize]. */
export type Values = readonly (number | Float64Array)[];

/** What to compute for a case, and what to make of the values: any evaluator of expressions can stand between. */
export interface PreparedCase<Result = CaseResult> {
  readonly expressions: readonly Expression[];
  readonly inputs: Float64Inputs;
  readonly result: (values: Values) => Result;
}

export const repeated = (value: number | Float64Array | undefined, rows: number): number[] =>
  value instanceof Float64Array ? [...value] : new Array<number>(rows).fill(value ?? Number.NaN);
