/** What tests of policies share: reading a policy on the current backend, and holding its pullback against differences. */
import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Stream } from '../math/stream';
import { defaultsOf } from '../settings/fields';
import { allNodes } from '../training/nodes';
import { sentences } from '../worlds/sentences';
import type { World } from '../worlds/world';
import type { Policy } from './policy';

/** The world of sentences in these sizes. */
export const sentencesOf = (sizes: { readonly prompts: number; readonly words: number; readonly maxLength: number }) =>
  sentences.build({ ...defaultsOf(sentences.fields), ...sizes });

/** `length` numbers, uniform on (−½, ½) · range. */
export const noise = (stream: Stream, length: number, range = 1): number[] =>
  Array.from({ length }, () => range * (stream.uniform() - 0.5));

/** θ of `runs` runs, each near where the policy starts. */
export const someTheta = ({ initial }: Policy, stream: Stream, runs: number): number[][] =>
  Array.from({ length: runs }, () => {
    const shift = noise(stream, initial.length, 0.4);
    return Array.from(initial, (value, i) => value + (shift[i] ?? 0));
  });

/** Logits and what `upstream` becomes on its way back, each one row after another. */
export const readPolicy = (
  policy: Policy,
  nodes: Int32Array,
  theta: readonly (readonly number[])[],
  upstream: readonly (readonly number[])[],
) => {
  const at = policy.at(nodes);
  const read = tidy(() => {
    const { logits, pullback } = at.forward(tensor2d(theta.map((row) => [...row])));
    const back = pullback(tensor2d(upstream.map((row) => [...row])));
    return { logits: logits.dataSync(), gradient: back.dataSync() };
  });
  at.dispose();
  return read;
};

/** Fourth-order differences of Σ weight · logit in some parameters, all in one forward pass: two moves each way. */
const differences = (
  policy: Policy,
  nodes: Int32Array,
  theta: readonly number[],
  weights: readonly number[],
  parameters: readonly number[],
): readonly number[] => {
  const width = 0.01;
  const moves = [1, -1, 2, -2].map((by) => by * width);
  const moved = parameters.flatMap((d) => moves.map((by) => theta.map((value, i) => (i === d ? value + by : value))));
  const at = policy.at(nodes);
  const logits = tidy(() => at.forward(tensor2d(moved)).logits.dataSync());
  at.dispose();
  const weighted = (row: number): number =>
    weights.reduce((sum, weight, i) => sum + weight * (logits[row * weights.length + i] ?? Number.NaN), 0);
  return parameters.map((_, place) => {
    const step = (pair: number): number => weighted(4 * place + pair) - weighted(4 * place + pair + 1);
    return (8 * step(0) - step(2)) / (12 * width);
  });
};

/** The most parameters in which a run is moved: each run draws its own. */
const mostMoved = 80;

/** Holds the pullback of three runs, with weights of their own, against differences. */
export const expectPullback = (policy: Policy, world: World, stream: Stream, tolerance: number): void => {
  const { nodes, columns } = allNodes(world.tree);
  const theta = someTheta(policy, stream, 3);
  const upstream = theta.map(() => noise(stream, columns));
  const { gradient } = readPolicy(policy, nodes, theta, upstream);
  const all = policy.initial.length;
  expect(gradient).toHaveLength(3 * all);
  theta.forEach((row, run) => {
    const drawn = Array.from(row, (_, d) => ({ d, key: stream.uniform() }))
      .toSorted((a, b) => a.key - b.key)
      .slice(0, mostMoved)
      .map(({ d }) => d);
    differences(policy, nodes, row, upstream[run] ?? [], drawn).forEach((difference, i) => {
      const d = drawn[i] ?? 0;
      const found = gradient[run * all + d] ?? Number.NaN;
      expect(Math.abs(difference - found), `run ${run}, parameter ${d}`).toBeLessThan(
        tolerance * (1 + Math.abs(found)),
      );
    });
  });
};
