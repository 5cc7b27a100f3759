/** How much an experiment asks of the engine, from its numbers alone: no world is built and no tensor is made. */
import { compile } from '../expression/program';
import { ingredientOf } from '../methods';
import { drawPlanOf, drawsItself } from '../methods/draw-plan';
import { readsSecond } from '../methods/own-reference';
import { formOf, mixById, objectiveById } from '../objectives';
import type { ObjectiveKind } from '../objectives/define';
import { domains, readsValues } from '../objectives/domain';
import { policyById } from '../policies/families';
import type { PolicyWork } from '../policies/families/policy-work';
import { keptForEach } from '../settings/answers';
import type { Experiment, Run } from '../settings/experiment';
import { groupAt, listAt } from '../settings/fields';
import { worldById } from '../worlds';
import { nodesIn, nodesOnWays, nodesReached, responsesIn, type WorldSize } from '../worlds/size';
import { settingWords as words } from './settings';

/** Milliseconds at most, about, wherever it trains, and megabytes of tensors. */
export interface Work {
  readonly step: number;
  readonly report: number;
  /** A report with the cosine of gradients, one of which is exact RL's, over every response. */
  readonly cosine: number;
  /** All steps of the fine-tuning of the reference, and one of them; 0 where there is none. */
  readonly fineTuning: number;
  readonly fineTuningStep: number;
  /** Of a step, which keeps what its way back needs. */
  readonly megabytes: number;
  /** Of one run's way forward over all nodes, as a report makes it. */
  readonly reportMegabytes: number;
}

/**
 * Nanoseconds, fitted to the processor time of thirty experiments in Node on WASM (tfjs 4.22, one core of a server of
 * 2026): steps of 9 to 330 ms are told to within a third, most of them as too long. For example, measured and told: 16
 * exact runs over 18,720 responses 103 and 115 ms; 4 runs of EXO on 1,024 groups of 64 candidates 72 and 93 ms; 4, 8 and
 * 16 runs of a transformer of width 64 and two layers, with other programs on the machine, 67, 149 and 278 and 66, 133
 * and 265 ms. Plain JavaScript in float64, where training begins, takes less. With other programs on the machine, measured
 * and told for the largest that the budget allows: a transformer of width 64 58 and 130 ms, 16 runs of EXO on 319 groups of
 * 64 candidates 90 and 130 ms and their report 92 and 107 ms, 16 runs of TDPO on 3,826 pairs 89 and 130 ms and their report
 * 79 and 77 ms; with the cosine of gradients each report took a third to three quarters of what is told; fine-tuning told
 * as 4.1 s took 2.0 s.
 */
const nanoseconds = {
  /** A multiplication within a product of matrices. */
  product: 0.13,
  /** A number written by any other operation. */
  value: 1.2,
  /** A choice of a response, read from log π and written back into its gradient. */
  pick: 45,
  /** An instruction of a loss, for one pair, token, candidate or response. */
  instruction: 2,
  /** A parameter in the optimiser, and each time θ is cut apart, which copies all of it. */
  parameter: 18,
  cut: 6,
  /** A candidate drawn, and a node described to a policy, where batches change. */
  draw: 200,
  /**
   * A choice of an answer that a run samples from itself, with all that is looked up for it. In milliseconds, measured at
   * most and told: PPO, 16 runs on 64 prompts with 64 answers each, 147 and 212; online DPO, 8 runs on 512 pairs, 26 and
   * 28; on sentences PPO, 8 runs on 32 prompts with 16 answers, 53 and 73, and word by word, 4 runs, 56 and 40.
   */
  answer: 3000,
  node: 6000,
  /** A response in a report, computed in float64, and a pair that it follows. */
  response: 300,
  pair: 500,
} as const;

/** Nanoseconds a parameter to cut θ apart once: twice as many where those of a run fill the processor's nearest cache. */
const cutting = ({ matrices, parameters }: PolicyWork): number =>
  matrices * nanoseconds.cut * (1 + parameters / 50_000);

/** Numbers kept for each of those. */
const valuesPerAnswer = 150;
/** Numbers written at a node for each of its choices: the mask, the softmax and its way back. */
const valuesPerChoice = 16;
/** The way back costs about as much as twice the way forward. */
const bothWays = 3;
/** Instructions of a loss with its gradient are about so many times its own. */
const withGradient = 3;

const milliseconds = (nano: number): number => nano / 1e6;

interface RunWork {
  readonly kind: ObjectiveKind;
  /** Instructions, gradients included. */
  readonly loss: number;
  /** Over all responses; 0 where there is no such term. */
  readonly regulariser: number;
  /** Whether it learns a value of every beginning, which every run's θ then has. */
  readonly hasValues: boolean;
  /** Whether its answers or its reference are its own, which takes the policy at all nodes. */
  readonly isOwn: boolean;
  /** Steps from one move of its reference to the next. */
  readonly movesEvery: number;
}

/** Runs are not changed in place, and reading their formulas is nearly all the work of counting. */
const workOfRun = keptForEach((run: Run): RunWork => {
  const { objective: id, knobs } = run;
  const objective = objectiveById(id);
  if (objective === undefined) throw new Error(`no objective ${id}`);
  const { loss, regulariser } = formOf(objective, knobs);
  const program = compile([loss]);
  const instructionsOf = ({ instructions }: typeof program): number => withGradient * instructions.length;
  const [draws, reference] = (['draws', 'reference'] as const).map((name) => ingredientOf(run, name));
  return {
    kind: objective.kind,
    loss: instructionsOf(program),
    regulariser: regulariser === undefined ? 0 : instructionsOf(compile([regulariser])),
    hasValues: readsValues(domains[objective.kind], program.symbols),
    isOwn: !['data', 'all'].includes(draws?.id ?? '') || reference?.id !== 'sft',
    movesEvery: Number(reference?.params.every ?? Number.POSITIVE_INFINITY),
  };
});

interface Batch {
  /** Groups in it. */
  readonly rows: number;
  /** Whether every step has the same. */
  readonly isWhole: boolean;
  /** Pairs that reports follow. */
  readonly followed: number;
}

const batchOf = ({ world, data, training: { batch } }: Experiment): Batch => {
  const held = (): number => (data.pairs === words.given ? listAt(world.params, 'pairs').length : Number(data.pairs));
  const pairs = data.pairs === words.pairs ? Number.POSITIVE_INFINITY : held();
  const rows = batch === words.batch ? pairs : Math.min(batch, pairs);
  return { rows, isWhole: rows === pairs, followed: Number.isFinite(pairs) ? pairs : rows };
};

const nanosecondsAtNode = ({ products, values }: PolicyWork, { choices }: WorldSize): number =>
  bothWays * products * nanoseconds.product + (values + valuesPerChoice * choices) * nanoseconds.value;

const fineTuningWork = ({ world: { params }, runs }: Experiment, size: WorldSize, policy: PolicyWork) => {
  const sft = 'sft' in params ? groupAt(params, 'sft') : undefined;
  if (sft === undefined) return { fineTuning: 0, fineTuningStep: 0 };
  const { samples = 0, steps = 0 } = sft;
  const base = groupAt(params, 'base');
  const nodes = policy.partial ? nodesReached(size, size.prompts * samples) : nodesIn(size);
  const fineTuningStep = milliseconds(nodes * nanosecondsAtNode(policy, size));
  const ofBase = (base?.steps ?? 0) * milliseconds(nodesIn(size) * nanosecondsAtNode(policy, size));
  const corpora = runs.some(readsSecond) ? 2 : 1;
  return { fineTuning: corpora * steps * fineTuningStep + ofBase, fineTuningStep };
};

/** Answers that the run samples from itself at once. */
const answersOf = (run: Run, experiment: Experiment): number => {
  const { rows, inRow } = drawPlanOf(run, workOfRun(run).kind, experiment);
  return rows * inRow;
};

/** For a complete experiment without other faults. */
export const workOf = (experiment: Experiment): Work => {
  const { world, policy: chosen, data, runs } = experiment;
  const size = worldById(world.id)?.size(world.params);
  const policy = size && policyById(chosen.id)?.work(chosen.params, size);
  if (size === undefined || policy === undefined) throw new Error(`no policy ${chosen.id} in a world ${world.id}`);
  const { rows, isWhole, followed } = batchOf(experiment);
  const each = runs.filter(({ objective }) => mixById(objective) === undefined).map(workOfRun);
  const total = (of: (run: RunWork) => number): number => each.reduce((sum, run) => sum + of(run), 0);

  const responses = responsesIn(size);
  const candidates = rows * data.candidates;
  const pairs = 2 * rows;
  const answers = runs.filter(drawsItself).reduce((sum, run) => sum + answersOf(run, experiment), 0);
  const choices = nodesIn(size) * size.choices;
  const read: Readonly<Record<ObjectiveKind, number>> = {
    pairwise: pairs,
    tokenwise: pairs,
    groupwise: candidates,
    tokens: candidates,
    rivals: pairs,
    prefixes: choices / size.depth,
    exact: responses,
  };
  const elements = {
    ...read,
    pairwise: rows,
    rivals: rows,
    tokenwise: pairs * size.depth,
    tokens: candidates * size.depth,
    prefixes: choices,
  };
  const needsAll =
    !policy.partial || each.some(({ kind, regulariser, isOwn }) => !domains[kind].isDrawn || regulariser > 0 || isOwn);
  const all = nodesIn(size);
  const nodes = needsAll ? all : nodesOnWays(size, Math.max(...each.map(({ kind }) => read[kind])));

  const picks = size.depth * total(({ kind, regulariser }) => read[kind] + (regulariser > 0 ? responses : 0));
  const instructions = total(({ kind, loss, regulariser }) => loss * elements[kind] + regulariser * responses);
  const values = each.some(({ hasValues }) => hasValues) ? nodesIn(size) : 0;
  const parameters = runs.length * (policy.parameters + values);
  const atNode = nanosecondsAtNode(policy, size);
  const drawing = isWhole ? 0 : candidates * nanoseconds.draw + (needsAll ? 0 : nodes * nanoseconds.node);
  const written = policy.values + valuesPerChoice * size.choices;
  const megabytes = (numbers: number): number => (4 * numbers) / 1e6;
  const step = milliseconds(
    runs.length * nodes * atNode +
      picks * nanoseconds.pick +
      instructions * nanoseconds.instruction +
      parameters * (nanoseconds.parameter + cutting(policy)) +
      total(({ movesEvery }) => (all * atNode) / bothWays / movesEvery) +
      size.depth * answers * nanoseconds.answer +
      drawing,
  );
  const report = milliseconds(
    runs.length * ((all * atNode) / bothWays + responses * nanoseconds.response + followed * nanoseconds.pair) +
      parameters * cutting(policy),
  );
  const exactGradient = milliseconds(
    runs.length * (all * atNode + responses * (size.depth * nanoseconds.pick + nanoseconds.response)),
  );
  return {
    step,
    report,
    cosine: report + step + exactGradient,
    ...fineTuningWork(experiment, size, policy),
    megabytes: megabytes(
      runs.length * nodes * written +
        6 * picks +
        instructions / withGradient +
        12 * parameters +
        size.depth * answers * valuesPerAnswer,
    ),
    reportMegabytes: megabytes(all * written),
  };
};
