/** Which experiments the fused engine can train. */
import { compile } from '../../expression/program';
import { hasShaderForm } from '../../expression/wgsl-values';
import { hasOwnReference } from '../../methods/own-reference';
import { formOf } from '../../objectives';
import { type Domain, domains } from '../../objectives/domain';
import { shaderPolicyOf } from '../../policies/wgsl';
import type { Experiment, Run } from '../../settings/experiment';
import { drawsItself } from '../draw-plan';
import { layoutOf, objectiveOf } from '../layout';
import { hasOwnData } from '../own-data';
import { worldOf } from '../world-of';

/** Whether every symbol that moves is log π of a single response, of those that these read. */
const readsResponses = ({ sources, elements }: Domain, read: ReadonlySet<string>): boolean =>
  elements !== 'choices' &&
  Object.entries(sources).every(
    ([name, source]) =>
      !read.has(name) || (source.of === 'policy' ? source.what !== 'divergence' : source.of !== 'value'),
  );

/** Rows that all share, a reference that stands still, and a loss over responses. */
const canTrain = (run: Run): boolean => {
  if (drawsItself(run) || hasOwnData(run) || hasOwnReference(run)) return false;
  const objective = objectiveOf(run);
  const { loss, regulariser, state } = formOf(objective, run.knobs);
  const expressions = [loss, ...(regulariser === undefined ? [] : [regulariser]), ...state.map(({ next }) => next)];
  const program = compile(expressions);
  return readsResponses(domains[objective.kind], program.symbols) && hasShaderForm(program);
};

/** Numbers that a run needs for a step, at most about: rows with their slopes, and what sorts keep. */
const scratchOf = ({ data, training: { batch } }: Experiment, responses: number): number => {
  const pairs = typeof data.pairs === 'number' ? data.pairs : 0;
  const rows = batch === 'all' ? pairs : batch;
  return 4 * responses + rows * (data.candidates + 12);
};

export const fitsShader = (
  experiment: Experiment,
  { maxStorageBufferBindingSize }: Pick<GPUSupportedLimits, 'maxStorageBufferBindingSize'>,
): boolean => {
  const world = worldOf(experiment);
  const { policy, runs } = experiment;
  // A dispatch of many steps would not show the policies in between, of which the average is kept.
  if (world.preference !== null) return false;
  if (shaderPolicyOf(policy.id, world, policy.params) === null) return false;
  const { runOfRow } = layoutOf(experiment);
  const trained = runOfRow.flatMap((run) => runs[run] ?? []);
  if (trained.length === 0 || !trained.every(canTrain)) return false;
  return 4 * trained.length * scratchOf(experiment, world.logRef.length) <= maxStorageBufferBindingSize;
};
