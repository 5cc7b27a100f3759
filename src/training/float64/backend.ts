/** Training in plain JavaScript: nothing to load, nothing that can be lost. */
import { hasSimd } from '../../policies/kernels/simd';
import type { Experiment } from '../../settings/experiment';
import { allNodes } from '../nodes';
import { referenceTables } from '../reference-tables';
import type { Backend } from '../trainer';
import { worldOf } from '../world-of';
import { Float64Engine } from './engine';
import { Float64FineTuner } from './fine-tuner';
import { PolicyPass } from './policy-pass';
import { rowPolicyOf } from './row-policy';

const tablesAt: Backend['tablesAt'] = async (experiment, world, theta) => {
  const { tree } = world;
  const logits = new Float64Array(tree.nodes * tree.choices);
  const pass = new PolicyPass(rowPolicyOf(experiment, world), tree);
  pass.logits(new Float64Array(theta), allNodes(tree).nodes, logits);
  return referenceTables(world, logits);
};

export const float64Backend: Backend = {
  name: 'cpu',
  trainer: (experiment, options) => new Float64Engine(experiment, options),
  fineTuner: (experiment, world, settings, text, start) =>
    new Float64FineTuner(experiment, world, settings, text, start),
  tablesAt,
  lost: new Promise(() => {}),
};

/** Whether it may be the fastest: networks want SIMD. */
export const mayBeFastest = (experiment: Experiment): boolean => hasSimd() || worldOf(experiment).tree.depth === 1;
