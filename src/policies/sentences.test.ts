import { memory, profile, scalar, tensor2d, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Stream } from '../math/stream';
import type { FieldValues } from '../settings/fields';
import { openBackend } from '../training/backend';
import { allNodes, nodesOnPaths } from '../training/nodes';
import { PolicyView } from '../training/policy-step';
import { pathSums } from '../worlds/tree';
import type { World } from '../worlds/world';
import type { Policy } from './policy';
import { policyBuilder } from './tensors';
import { expectPullback, noise, readPolicy, sentencesOf, someTheta } from './testing';

const sizes = fc.record({
  prompts: fc.integer({ min: 1, max: 3 }),
  words: fc.integer({ min: 2, max: 4 }),
  maxLength: fc.integer({ min: 2, max: 4 }),
});
const few = { prompts: 2, words: 2, maxLength: 3 };

/** Every family that can write sentences, with arbitrary sizes of its own, and with some that leave few parameters. */
const families: readonly (readonly [id: string, params: fc.Arbitrary<FieldValues>, small: FieldValues])[] = [
  ['table', fc.constant({}), {}],
  ['log-linear', fc.constant({}), {}],
  [
    'autoregressive-mlp',
    fc.record({ hidden: fc.integer({ min: 1, max: 9 }), layers: fc.integer({ min: 1, max: 2 }) }),
    { hidden: 4, layers: 2 },
  ],
  [
    'transformer',
    fc.record({
      layers: fc.integer({ min: 1, max: 2 }),
      width: fc.integer({ min: 1, max: 9 }),
      heads: fc.integer({ min: 1, max: 3 }),
      hidden: fc.integer({ min: 1, max: 9 }),
    }),
    { layers: 2, width: 4, heads: 2, hidden: 3 },
  ],
];

const built = (world: World, id: string, params: FieldValues): Policy =>
  policyBuilder(id)(world, params, Stream.named(5, 'init'));

/** How far the probabilities of the responses are from summing to one, at most, over runs and prompts. */
const excess = (world: World, policy: Policy, theta: readonly (readonly number[])[]): number => {
  const view = new PolicyView(policy, world.tree, allNodes(world.tree));
  const logPi = tidy(() => view.pass(tensor2d(theta.map((row) => [...row]))).logPi.dataSync());
  view.dispose();
  const columns = world.tree.nodes * world.tree.choices;
  const responses = world.responses.length;
  const far = theta.flatMap((_, run) => {
    const sums = pathSums(world.tree, Float64Array.from(logPi.subarray(run * columns, (run + 1) * columns)));
    return world.prompts.map((_prompt, prompt) =>
      Math.abs(
        sums.subarray(prompt * responses, (prompt + 1) * responses).reduce((sum, logP) => sum + Math.exp(logP), -1),
      ),
    );
  });
  return Math.max(...far);
};

describe.each(families)('%s on the plain backend', (id, _, small) => {
  beforeAll(() => openBackend('cpu', {}));

  it('has the pullback that finite differences find', () => {
    const world = sentencesOf(few);
    const policy = built(world, id, small);
    expectPullback(policy, world, Stream.named(6, id), 1e-3);
    policy.dispose();
  });

  it('does the same on WASM', async () => {
    const world = sentencesOf(few);
    const { nodes, columns } = allNodes(world.tree);
    const read = () => {
      const stream = Stream.named(9, id);
      const policy = built(world, id, small);
      const theta = someTheta(policy, stream, 3);
      const values = readPolicy(
        policy,
        nodes,
        theta,
        theta.map(() => noise(stream, columns)),
      );
      policy.dispose();
      return [...values.logits, ...values.gradient];
    };
    const plain = read();
    await openBackend('wasm', {});
    const fast = read();
    await openBackend('cpu', {});
    expect(fast).toHaveLength(plain.length);
    fast.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i] ?? Number.NaN, 4);
    });
  });
});

describe.each(families)('%s on WASM', (id, params, small) => {
  beforeAll(() => openBackend('wasm', {}));

  it('gives every prompt responses whose probabilities sum to one, whatever the sizes', () => {
    fc.assert(
      fc.property(sizes, params, fc.integer(), (size, values, seed) => {
        const world = sentencesOf(size);
        const policy = built(world, id, values);
        expect(excess(world, policy, someTheta(policy, Stream.named(seed, 'theta'), 2))).toBeLessThan(1e-5);
        policy.dispose();
      }),
      { numRuns: 8 },
    );
  });

  it('does at some nodes what it does at all', () => {
    const world = sentencesOf({ prompts: 2, words: 3, maxLength: 4 });
    const policy = built(world, id, small);
    if (!policy.partial) return policy.dispose();
    const stream = Stream.named(7, id);
    const all = allNodes(world.tree);
    const some = nodesOnPaths(world.tree, [Int32Array.from({ length: 5 }, () => stream.integer(world.logRef.length))]);
    expect(some.nodes.length).toBeLessThan(all.nodes.length);
    const theta = someTheta(policy, stream, 3);
    const upstream = theta.map(() => noise(stream, some.columns));
    const { choices } = world.tree;
    const spread = upstream.map((row) => {
      const padded = new Array<number>(all.columns).fill(0);
      some.nodes.forEach((node, i) => {
        for (let choice = 0; choice < choices; choice++)
          padded[node * choices + choice] = row[i * choices + choice] ?? 0;
      });
      return padded;
    });
    const part = readPolicy(policy, some.nodes, theta, upstream);
    const whole = readPolicy(policy, all.nodes, theta, spread);
    theta.forEach((_, run) => {
      some.nodes.forEach((node, i) => {
        for (let choice = 0; choice < choices; choice++) {
          const found = part.logits[run * some.columns + i * choices + choice] ?? Number.NaN;
          expect(found).toBeCloseTo(whole.logits[run * all.columns + node * choices + choice] ?? Number.NaN, 5);
        }
      });
    });
    part.gradient.forEach((value, i) => {
      expect(value).toBeCloseTo(whole.gradient[i] ?? Number.NaN, 5);
    });
    policy.dispose();
  });

  it('leaves no tensor behind, and has none of more than four dimensions', async () => {
    const world = sentencesOf(few);
    const before = memory().numTensors;
    const policy = built(world, id, small);
    const { kernels } = await profile(() => {
      const { nodes, columns } = allNodes(world.tree);
      const theta = someTheta(policy, Stream.named(8, id), 2);
      readPolicy(
        policy,
        nodes,
        theta,
        theta.map(() => new Array<number>(columns).fill(1)),
      );
      return tidy(() => scalar(0));
    });
    const shapes = kernels.flatMap(({ inputShapes, outputShapes }) => [...inputShapes, ...outputShapes]);
    expect(Math.max(...shapes.map((shape) => shape?.length ?? 0))).toBeLessThanOrEqual(4);
    policy.dispose();
    expect(memory().numTensors).toBe(before + 1);
  });
});
