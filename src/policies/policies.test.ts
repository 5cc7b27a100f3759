import { mul, sum, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { logNormalise } from '../math/distribution';
import { Stream } from '../math/stream';
import { openBackend } from '../training/backend';
import { experimentOf, policies } from '../training/testing';
import { worldById } from '../worlds/index';
import type { World } from '../worlds/world';
import { policyFamily } from './index';

const runs = 3;

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
  return {
    ...world,
    prompts: ['x', 'y'],
    logRef: twice(world.logRef, shifted),
    reward: twice(
      world.reward,
      world.reward.map((r) => -r),
    ),
    lengths: twice(world.lengths, world.lengths),
  };
};

describe.each([
  ['one prompt', onePrompt()],
  ['two prompts', twoPrompts()],
])('policies with %s', (_, world) => {
  beforeAll(() => openBackend('cpu', {}));
  const size = world.logRef.length;

  it.each(policies)('$id: the pullback agrees with finite differences', ({ id, params }) => {
    const policy = policyFamily(id).build(world, params);
    const stream = Stream.named(2, id);
    const parameters = policy.initial.length;
    const theta = Array.from({ length: runs }, () =>
      Array.from(policy.initial, (value) => value + 0.4 * (stream.uniform() - 0.5)),
    );
    const upstream = Array.from({ length: runs }, () => Array.from({ length: size }, () => stream.uniform() - 0.5));
    const read = (rows: readonly (readonly number[])[]) =>
      tidy(() => {
        const { logits, pullback } = policy.forward(tensor2d(rows.map((row) => [...row])));
        const weights = tensor2d(upstream);
        return {
          weighted: [...sum(mul(logits, weights), 1).dataSync()],
          gradient: [...pullback(weights).dataSync()],
        };
      });
    const { gradient } = read(theta);
    expect(gradient).toHaveLength(runs * parameters);

    const width = 0.02;
    const some = Array.from({ length: Math.min(parameters, 12) }, () => stream.integer(parameters));
    for (const d of new Set(some)) {
      const moved = (by: number) => read(theta.map((row) => row.map((value, i) => (i === d ? value + by : value))));
      const [near, far] = [width, 2 * width].map((by) => [moved(by).weighted, moved(-by).weighted]);
      for (let run = 0; run < runs; run++) {
        const step = (pair: number[][] | undefined): number => (pair?.[0]?.[run] ?? 0) - (pair?.[1]?.[run] ?? 0);
        // Fourth order: where two bumps cross, log π bends too sharply for the plain quotient.
        const difference = (8 * step(near) - step(far)) / (12 * width);
        const wanted = gradient[run * parameters + d] ?? Number.NaN;
        expect(Math.abs(difference - wanted)).toBeLessThan(0.02 * Math.abs(wanted) + 0.02);
      }
    }
    policy.dispose();
  });

  it.each(policies)('$id: every row is a distribution of its own', ({ id, params }) => {
    const policy = policyFamily(id).build(world, params);
    const other = policy.initial.map((value) => value + 0.5);
    const logits = tidy(() => policy.forward(tensor2d([[...policy.initial], [...other]])).logits.dataSync());
    const alone = tidy(() => policy.forward(tensor2d([[...other]])).logits.dataSync());
    expect(logits).toHaveLength(2 * size);
    alone.forEach((value, i) => {
      expect(logits[size + i]).toBeCloseTo(value, 5);
    });
    policy.dispose();
  });
});

describe('where the families start', () => {
  beforeAll(() => openBackend('cpu', {}));

  it.each(['table', 'rbf'])('%s: at the reference', (id) => {
    const world = onePrompt();
    const policy = policyFamily(id).build(world, { centres: 13, width: 1 });
    const logits = tidy(() => policy.forward(tensor2d([[...policy.initial]])).logits.dataSync());
    logNormalise(logits, world.responses.length).forEach((value, i) => {
      expect(value).toBeCloseTo(world.logRef[i] ?? 0, 5);
    });
    policy.dispose();
  });
});
