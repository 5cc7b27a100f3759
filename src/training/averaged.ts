/** Soups of two references: the tables of averages of their weights. */
import { tensor2d } from '@tensorflow/tfjs-core';
import type { Experiment } from '../settings/experiment';
import { pathSums } from '../worlds/tree';
import type { ReferenceTables, World } from '../worlds/world';
import { policyOf } from './built';
import { choiceLogProbabilities } from './fine-tuning';
import type { Reference } from './groundwork';
import { allNodes } from './nodes';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';

/** By the weight of the first: θ = w θ₁ + (1 − w) θ₂, on the current backend. */
export const averaged = async (
  experiment: Experiment,
  world: World,
  first: Reference,
  second: Reference,
  weights: ReadonlySet<number>,
): Promise<ReadonlyMap<number, ReferenceTables>> => {
  const policy = policyOf(experiment, world);
  const everywhere = new PolicyView(policy, world.tree, allNodes(world.tree));
  try {
    const soups = new Map<number, ReferenceTables>();
    for (const weight of weights) {
      const theta = first.theta.map((value, i) => weight * value + (1 - weight) * (second.theta[i] ?? 0));
      const [logits] = await readBack(() => [everywhere.logits(tensor2d(theta, [1, theta.length]), 1)]);
      const choiceLogRef = choiceLogProbabilities(world, logits ?? []);
      soups.set(weight, { choiceLogRef, logRef: pathSums(world.tree, choiceLogRef) });
    }
    return soups;
  } finally {
    everywhere.dispose();
    policy.dispose();
  }
};
