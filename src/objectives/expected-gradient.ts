/** ∂L/∂log π of one run's expected loss at any policy over a few responses, in float64. */

import type { Expression } from '../expression/node';
import { compile } from '../expression/program';
import type { DataSettings, Run } from '../settings/experiment';
import { bind, type Draw, type Tables } from './bind';
import type { Objective, ObjectiveForm } from './define';
import { type Domain, domains, movingSymbols } from './domain';
import { completeKnobs, formOf, numbersAtStart, objectiveById } from './index';
import { LossOnRows } from './loss-on-rows';
import {
  chanceOf,
  type HeldData,
  knownPairs,
  type SmallWorld,
  type WeightedRow,
  weightedGroups,
  weightedPairs,
  weightedRivals,
} from './weighted-rows';

/** ∂L/∂log π [N] at log π [N]. */
export type Gradient = (logPi: Float64Array) => Float64Array;

/** Groups of more candidates than this come in too many orders to go through them all. */
const mostCandidates = 5;

/** The gradient of the mean of a loss over weighted rows, of which `weights` has one entry each. */
const gradientOver = (
  loss: Expression,
  domain: Domain,
  draw: Draw,
  weights: readonly number[],
  tables: Tables,
  numbers: Readonly<Record<string, number>>,
): Gradient => {
  const { symbols } = compile([loss]);
  const bindings = bind(domain, draw, tables, symbols);
  const onRows = new LossOnRows(loss, movingSymbols(domain, symbols), bindings);
  const weightOfRow = Float64Array.from(weights);
  const given = new Map(Object.entries(numbers).map(([name, value]) => [name, Float64Array.of(value)]));
  return (logPi) => {
    onRows.run(bindings, [given], logPi, false);
    const total = new Float64Array(logPi.length);
    onRows.addGradient(weightOfRow, total);
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

/** What an expected gradient is taken over; every response is one choice. */
export interface LossData {
  readonly world: SmallWorld & Pick<Tables, 'tree'> & { readonly reward: Float64Array; readonly lengths: Float64Array };
  readonly data: DataSettings;
  /** The data of the training, once they are known. */
  readonly held: HeldData | null;
  /** log π* [N]. */
  readonly logStar: Float64Array;
  /** The experiment's, from which demonstrations are drawn. */
  readonly seed: number;
}

/** Kinds whose rows are groups of candidates. */
const isOfGroups = (kind: Objective['kind']): boolean => kind === 'groupwise' || kind === 'tokens';

/** Rows of responses with their weights, for a loss of this kind. */
const rowsFor = ({ kind }: Objective, { world, data, held }: LossData): readonly WeightedRow[] => {
  if (kind === 'exact') return everything(world);
  if (isOfGroups(kind)) return weightedGroups(world, data, held);
  return (kind === 'rivals' ? weightedRivals : weightedPairs)(world, data, held);
};

/** All responses to each prompt. */
const everything = ({ prompts, responses }: SmallWorld): readonly WeightedRow[] =>
  prompts.map((_, prompt) => ({
    responses: responses.map((__, i) => prompt * responses.length + i),
    weight: 1 / prompts.length,
  }));

const drawOf = (rows: readonly WeightedRow[]): Draw => ({
  rows: rows.length,
  responses: Int32Array.from(rows.flatMap(({ responses }) => responses)),
  firstWins: Float64Array.from(rows, ({ firstWins = Number.NaN }) => firstWins),
});

/** Why the expected gradient of such a loss cannot be had; undefined where it can. */
const obstacle = (
  { draws, judge, reference }: Run,
  { kind, draws: usualDraws }: Objective,
  { loss }: ObjectiveForm,
  { world, data, held }: LossData,
): string | undefined => {
  if (!['data', 'all'].includes((draws ?? usualDraws)?.id ?? 'data'))
    return 'its answers come from the policy itself, wherever that is';
  if (kind === 'prefixes') return 'it learns values beside the policy, wherever those are';
  if (reference !== undefined) return 'its reference moves';
  if (judge !== undefined) return 'its judge is not the raters';
  if (kind === 'exact') return undefined;
  if (isOfGroups(kind) && data.candidates > mostCandidates) {
    return `groups of more than ${mostCandidates} candidates come in too many ways to average over them`;
  }
  const isWhole = knownPairs(world, data, held) !== null;
  return !isWhole && comparesRows(loss)
    ? 'its loss compares the pairs of a batch with each other, and new ones are drawn at every step'
    : undefined;
};

/** What a run imitates [N]; nothing where its objective imitates nothing. */
const targetOf = (objective: Objective, { knobs }: Run, { world, data, seed }: LossData): Float64Array | undefined => {
  const { prompts, logRef, reward, labelReward } = world;
  const shares = logRef.map((_, response) => chanceOf(world, data, response));
  const given = { prompts, logRef, reward, judged: labelReward, data: shares, seed };
  return objective.target?.(given, completeKnobs(objective, knobs));
};

/**
 * The gradient of a run's loss, in expectation over what its batches may hold, or why there is none. What the loss
 * carries from step to step is as it was at the start.
 */
export const expectedGradient = (
  run: Run,
  given: LossData,
): { readonly gradient: Gradient } | { readonly reason: string } => {
  const objective = objectiveById(run.objective);
  if (objective === undefined) return { reason: 'a mix of runs is not trained' };
  const form = formOf(objective, run.knobs);
  const reason = obstacle(run, objective, form, given);
  if (reason !== undefined) return { reason };
  const { world, logStar } = given;
  const { tree, logRef, lengths, preference } = world;
  const numbers = numbersAtStart(objective, run.knobs);
  // Worlds of few answers promise nothing.
  const target = targetOf(objective, run, given);
  const asked = { excess: new Float64Array(logRef.length), ...(target === undefined ? {} : { target }) };
  const gradientOf = (loss: Expression, kind: Objective['kind'], rows: readonly WeightedRow[]): Gradient => {
    const reward = kind === 'exact' ? world.reward : world.labelReward;
    const weights = rows.map(({ weight }) => weight);
    return gradientOver(
      loss,
      domains[kind],
      drawOf(rows),
      weights,
      // Every response is one choice.
      { tree, choiceLogRef: logRef, choiceLogOld: logRef, logRef, reward, length: lengths, logStar, asked, preference },
      numbers,
    );
  };
  const ofLoss = gradientOf(form.loss, objective.kind, rowsFor(objective, given));
  if (form.regulariser === undefined) return { gradient: ofLoss };
  const ofRegulariser = gradientOf(form.regulariser, 'exact', everything(world));
  return {
    gradient: (logPi) => {
      const extra = ofRegulariser(logPi);
      return ofLoss(logPi).map((slope, i) => slope + (extra[i] ?? 0));
    },
  };
};
