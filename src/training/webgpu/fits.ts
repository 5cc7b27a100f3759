/** Which experiments the fused engine can train. */
import { compile } from '../../expression/program';
import { hasShaderForm } from '../../expression/wgsl-values';
import { drawsItself } from '../../methods/draw-plan';
import { hasOwnReference, readsSecond } from '../../methods/own-reference';
import { formOf } from '../../objectives';
import { domains, readsValues } from '../../objectives/domain';
import { shaderPolicyOf } from '../../policies/wgsl';
import type { ShaderPolicy } from '../../policies/wgsl/policy';
import type { Experiment, Run } from '../../settings/experiment';
import type { World } from '../../worlds/world';
import { layoutOf, objectiveOf } from '../layout';
import { hasOwnData } from '../own-data';
import { heldPairs } from '../sampler';
import { worldOf } from '../world-of';

/** Whether it is tied to itself, as it was or on average. */
const isTiedToItself = (run: Run): boolean => hasOwnReference(run) && !readsSecond(run);

/** Rows that all share, a reference that stands still, and no values to learn beside the policy. */
const canTrain = (run: Run): boolean => {
  if (drawsItself(run) || hasOwnData(run) || isTiedToItself(run)) return false;
  const objective = objectiveOf(run);
  const domain = domains[objective.kind];
  const { loss, regulariser, state } = formOf(objective, run.knobs);
  const expressions = [loss, ...(regulariser === undefined ? [] : [regulariser]), ...state.map(({ next }) => next)];
  const program = compile(expressions);
  return domain.id !== 'prefixes' && !readsValues(domain, program.symbols) && hasShaderForm(program);
};

const trainedRuns = (experiment: Experiment): readonly Run[] =>
  layoutOf(experiment).runOfRow.flatMap((run) => experiment.runs[run] ?? []);

/** Rows of a batch at most. */
const rowsOf = ({ data: { pairs }, training: { batch } }: Experiment, world: World): number => {
  if (batch !== 'all') return batch;
  if (pairs === 'given') return world.pairs?.length ?? 0;
  return pairs === 'fresh' ? heldPairs : pairs;
};

const readsEverything = (run: Run): boolean => {
  const objective = objectiveOf(run);
  return !domains[objective.kind].isDrawn || formOf(objective, run.knobs).regulariser !== undefined;
};

/** Nodes that a step reads at most: all, or those on the paths of a batch. */
export const mostNodesOf = (experiment: Experiment, world: World): number => {
  const { nodes, depth } = world.tree;
  if (depth === 1 || trainedRuns(experiment).some(readsEverything)) return nodes;
  // Where the second response of a pair is drawn again, it is none of the group.
  const inRow = experiment.data.candidates + 2;
  return Math.min(nodes, rowsOf(experiment, world) * inRow * depth);
};

/** 32-bit numbers that a run keeps for a step, and from step to step, at most about. */
const numbersOf = (experiment: Experiment, world: World, nodes: number, { parameters, room }: ShaderPolicy) => {
  const { choices, depth } = world.tree;
  const rows = rowsOf(experiment, world);
  const entries = Math.max(world.logRef.length, rows * Math.max(2, experiment.data.candidates) * depth);
  return Math.max(2 * nodes * choices + parameters + room + entries + 12 * rows, 4 * parameters);
};

export const fitsShader = (
  experiment: Experiment,
  { maxStorageBufferBindingSize }: Pick<GPUSupportedLimits, 'maxStorageBufferBindingSize'>,
): boolean => {
  const runs = trainedRuns(experiment);
  if (runs.length === 0 || !runs.every(canTrain)) return false;
  const world = worldOf(experiment);
  // A dispatch of many steps would not show the policies in between, of which the average is kept.
  if (world.preference !== null) return false;
  const { id, params } = experiment.policy;
  const nodes = mostNodesOf(experiment, world);
  const policy = shaderPolicyOf(id, world, params, nodes);
  if (policy === null) return false;
  return 4 * runs.length * numbersOf(experiment, world, nodes, policy) <= maxStorageBufferBindingSize;
};
