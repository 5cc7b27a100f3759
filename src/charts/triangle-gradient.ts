/** ∂L/∂log π of one run's expected loss at any policy over a few responses, in float64. */
import type { DataSettings, Run } from '../experiment/experiment';
import { gradient } from '../expression/derivative';
import { evaluate } from '../expression/float64';
import { type Expression, symbol } from '../expression/node';
import { compile } from '../expression/program';
import { ingredientNames } from '../methods';
import { formOf, numericKnobs, objectiveById } from '../objectives';
import type { Objective } from '../objectives/define';
import { type HeldPairs, knownPairs, type WeightedRow, weightedGroups, weightedPairs } from './triangle-rows';
import type { TriangleWorld } from './triangle-world';

/** ∂L/∂log π [N] at log π [N]. */
export type Gradient = (logPi: Float64Array) => Float64Array;

/** A value that follows the policy: a constant and multiples of log π of some responses. */
interface Moving {
  readonly constant: number;
  readonly terms: readonly (readonly [response: number, factor: number])[];
}

/** What a loss is evaluated on. */
interface Rows {
  /** Share of each row in the data. */
  readonly weights: readonly number[];
  readonly groupSize: number;
  /** By symbol, one entry a row or an element. */
  readonly moving: Readonly<Record<string, readonly Moving[]>>;
  readonly fixed: Readonly<Record<string, Float64Array>>;
}

/** Groups of more candidates than this come in too many orders to go through them all. */
const mostCandidates = 5;

const logOf = (response: number): Moving => ({ constant: 0, terms: [[response, 1]] });

const picked = (table: Float64Array, responses: readonly number[]): Float64Array =>
  Float64Array.from(responses, (response) => table[response] ?? 0);

/** KL(π_ref‖π) over the answers to the prompt of this response. */
const divergenceAt = ({ logRef, responses }: TriangleWorld, response: number): Moving => {
  const start = response - (response % responses.length);
  const answers = responses.map((_, i) => start + i);
  const chance = (answer: number): number => Math.exp(logRef[answer] ?? 0);
  return {
    constant: answers.reduce((sum, answer) => sum + chance(answer) * (logRef[answer] ?? 0), 0),
    terms: answers.map((answer) => [answer, -chance(answer)]),
  };
};

/** Each response is one token, so that the symbols of its tokens are those of its only one. */
const pairRows = (world: TriangleWorld, pairs: readonly WeightedRow[]): Rows => {
  const chosen = pairs.map(({ responses }) => responses[0] ?? 0);
  const rejected = pairs.map(({ responses }) => responses[1] ?? 0);
  const [aRef, bRef] = [picked(world.logRef, chosen), picked(world.logRef, rejected)];
  const ones = new Float64Array(pairs.length).fill(1);
  const [a, b] = [chosen.map(logOf), rejected.map(logOf)];
  const divergences = (responses: readonly number[]) => responses.map((response) => divergenceAt(world, response));
  return {
    weights: pairs.map(({ weight }) => weight),
    groupSize: 1,
    moving: { a, b, tokW: a, tokL: b, klW: divergences(chosen), klL: divergences(rejected) },
    fixed: {
      aRef,
      bRef,
      tokRefW: aRef,
      tokRefL: bRef,
      nW: picked(world.lengths, chosen),
      nL: picked(world.lengths, rejected),
      place: ones,
      inBoth: ones,
    },
  };
};

const groupRows = (world: TriangleWorld, groups: readonly WeightedRow[]): Rows => {
  const responses = groups.flatMap((group) => group.responses);
  return {
    weights: groups.map(({ weight }) => weight),
    groupSize: responses.length / groups.length,
    moving: { logPi: responses.map(logOf) },
    fixed: {
      logRef: picked(world.logRef, responses),
      r: picked(world.labelReward, responses),
      n: picked(world.lengths, responses),
    },
  };
};

/** Every response to every prompt. */
const allRows = (world: TriangleWorld, logStar: Float64Array): Rows => ({
  weights: world.prompts.map(() => 1 / world.prompts.length),
  groupSize: world.responses.length,
  moving: { logPi: [...world.logRef.keys()].map(logOf) },
  fixed: { logRef: world.logRef, r: world.reward, logStar },
});

const gradientOver = (loss: Expression, rows: Rows, knobs: Readonly<Record<string, number>>): Gradient => {
  const { symbols } = compile([loss]);
  const names = Object.keys(rows.moving).filter((name) => symbols.has(name));
  const derivatives = gradient(
    loss,
    names.map((name) => symbol(name, 'element')),
  );
  return (logPi) => {
    const valueAt = ({ constant, terms }: Moving): number =>
      terms.reduce((sum, [response, factor]) => sum + factor * (logPi[response] ?? 0), constant);
    const moving = names.map((name) => [name, Float64Array.from(rows.moving[name] ?? [], valueAt)] as const);
    const values = evaluate(derivatives, {
      rows: rows.weights.length,
      groupSize: rows.groupSize,
      symbols: { ...knobs, ...rows.fixed, ...Object.fromEntries(moving) },
    });
    const total = new Float64Array(logPi.length);
    names.forEach((name, k) => {
      const entries = rows.moving[name] ?? [];
      const value = values[k] ?? 0;
      entries.forEach(({ terms }, i) => {
        const weight = rows.weights[Math.floor(i / rows.groupSize)] ?? 0;
        const slope = typeof value === 'number' ? value : value[Math.floor((i * value.length) / entries.length)];
        for (const [response, factor] of terms) {
          total[response] = (total[response] ?? 0) + weight * factor * (slope ?? 0);
        }
      });
    });
    return total;
  };
};

/** Whether one row of a batch has a say in what another does. */
const comparesRows = (loss: Expression): boolean =>
  compile([loss]).instructions.some(
    (instruction) =>
      (instruction.kind === 'unary' && instruction.operator === 'batchMean') ||
      (instruction.kind === 'binary' && instruction.operator === 'sortBy'),
  );

/** What an expected gradient is taken over. */
export interface LossData {
  readonly world: TriangleWorld;
  readonly data: DataSettings;
  /** The pairs of the training, once they are known. */
  readonly held: HeldPairs | null;
  /** log π* [N]. */
  readonly logStar: Float64Array;
}

const rowsFor = ({ kind }: Objective, { world, data, held, logStar }: LossData): Rows => {
  if (kind === 'exact') return allRows(world, logStar);
  if (kind === 'groupwise') return groupRows(world, weightedGroups(world, data, held));
  return pairRows(world, weightedPairs(world, data, held));
};

/** Why the expected gradient of such a loss cannot be had; undefined where it can. */
const obstacle = ({ kind }: Objective, loss: Expression, { world, data, held }: LossData): string | undefined => {
  if (kind === 'exact') return undefined;
  if (kind === 'groupwise' && data.candidates > mostCandidates) {
    return `groups of more than ${mostCandidates} candidates come in too many ways to average over them`;
  }
  const isWhole = knownPairs(world, data, held) !== null;
  return !isWhole && comparesRows(loss)
    ? 'its loss compares the pairs of a batch with each other, and new ones are drawn at every step'
    : undefined;
};

/** The gradient of a run's loss, in expectation over what its batches may hold, or why there is none. */
export const gradientOf = (
  run: Run,
  given: LossData,
): { readonly gradient: Gradient } | { readonly reason: string } => {
  const objective = objectiveById(run.objective);
  if (objective === undefined) return { reason: 'a mix of runs is not trained' };
  if (ingredientNames.some((name) => run[name] !== undefined)) {
    return { reason: 'its answers, its judge or its reference are not those of all runs' };
  }
  const { loss, regulariser } = formOf(objective, run.knobs);
  const reason = obstacle(objective, loss, given);
  if (reason !== undefined) return { reason };
  const knobs = Object.fromEntries(numericKnobs(objective, run.knobs).map(({ name, value }) => [name, value]));
  const ofLoss = gradientOver(loss, rowsFor(objective, given), knobs);
  if (regulariser === undefined) return { gradient: ofLoss };
  const ofRegulariser = gradientOver(regulariser, allRows(given.world, given.logStar), knobs);
  return {
    gradient: (logPi) => {
      const extra = ofRegulariser(logPi);
      return ofLoss(logPi).map((slope, i) => slope + (extra[i] ?? 0));
    },
  };
};
