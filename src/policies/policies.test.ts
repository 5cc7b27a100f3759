import { beforeAll, describe, expect, it } from 'vitest';
import { logNormalise } from '../math/distribution';
import { Stream } from '../math/stream';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { openBackend } from '../training/backend';
import { allNodes } from '../training/nodes';
import { experimentOf, policies } from '../training/testing';
import { worldById } from '../worlds/index';
import { singleChoice } from '../worlds/tree';
import { triangle } from '../worlds/triangle';
import type { World } from '../worlds/world';
import type { Policy } from './policy';
import { policyBuilder } from './tensors';
import { expectPullback, noise, readPolicy } from './testing';

const onePrompt = (): World => {
  const world = worldById('two-peaks')?.build(experimentOf([]).world.params);
  if (world === undefined) throw new Error('no world');
  return world;
};

/** The same line under two prompts, the second with another reference and reward. */
const twoPrompts = (): World => {
  const world = onePrompt();
  const shifted = logNormalise(
    world.logRef.map((value, i) => value + 0.1 * i),
    world.responses.length,
  );
  const twice = (first: Float64Array, second: Float64Array): Float64Array => Float64Array.from([...first, ...second]);
  const logRef = twice(world.logRef, shifted);
  return {
    ...world,
    prompts: ['x', 'y'],
    tree: singleChoice(2, world.responses),
    logRef,
    choiceLogRef: logRef,
    reward: twice(
      world.reward,
      world.reward.map((r) => -r),
    ),
    lengths: twice(world.lengths, world.lengths),
  };
};

const built = (world: World, id: string, params: FieldValues): Policy =>
  policyBuilder(id)(world, params, Stream.named(1, 'init'));

const startOf = (policy: Policy, world: World): Float32Array => {
  const { nodes, columns } = allNodes(world.tree);
  const { logits } = readPolicy(policy, nodes, [[...policy.initial]], [new Array<number>(columns).fill(0)]);
  return Float32Array.from(logits);
};

describe.each([
  ['one prompt', onePrompt()],
  ['two prompts', twoPrompts()],
])('policies on a line with %s', (_, world) => {
  beforeAll(() => openBackend('cpu', {}));
  const { nodes, columns } = allNodes(world.tree);

  it.each(policies)('$id: the pullback agrees with finite differences', ({ id, params }) => {
    const policy = built(world, id, params);
    expectPullback(policy, world, Stream.named(2, id), 0.02);
    policy.dispose();
  });

  it.each(policies)('$id: every row is a distribution of its own', ({ id, params }) => {
    const policy = built(world, id, params);
    const other = Array.from(policy.initial, (value) => value + 0.5);
    const weights = noise(Stream.named(3, id), columns);
    const { logits } = readPolicy(policy, nodes, [[...policy.initial], other], [weights, weights]);
    const alone = readPolicy(policy, nodes, [other], [weights]).logits;
    expect(logits).toHaveLength(2 * columns);
    alone.forEach((value, i) => {
      expect(logits[columns + i]).toBeCloseTo(value, 5);
    });
    policy.dispose();
  });
});

describe('where the families start', () => {
  beforeAll(() => openBackend('cpu', {}));

  it.each(['table', 'rbf'])('%s: at the reference', (id) => {
    const world = onePrompt();
    const policy = built(world, id, { centres: 13, width: 1 });
    logNormalise(startOf(policy, world), world.responses.length).forEach((value, i) => {
      expect(value).toBeCloseTo(world.logRef[i] ?? 0, 5);
    });
    policy.dispose();
  });
});

describe('log-linear on a triangle with two prompts', () => {
  beforeAll(() => openBackend('cpu', {}));
  const params = { ...defaultsOf(triangle.fields), prompts: 2 };

  it('is the reference tilted along the features', () => {
    const world = triangle.build(params);
    const policy = built(world, 'log-linear', {});
    const { nodes, columns } = allNodes(world.tree);
    const theta = [0.7, -1.3];
    const { logits } = readPolicy(policy, nodes, [theta], [new Array<number>(columns).fill(0)]);
    const { features } = world.geometry;
    world.logRef.forEach((logRef, y) => {
      const tilt = theta.reduce((sum, value, k) => sum + value * (features[2 * y + k] ?? Number.NaN), 0);
      expect(logits[y]).toBeCloseTo(logRef + tilt, 5);
    });
    expect([...policy.initial]).toEqual([0, 0]);
    expectPullback(policy, world, Stream.named(4, 'triangle'), 1e-3);
    policy.dispose();
  });
});
