import { beforeAll, describe, expect, it } from 'vitest';
import { Stream } from '../../math/stream';
import type { FieldValues } from '../../settings/fields';
import { openBackend } from '../../training/backend';
import { allNodes, nodesOnPaths } from '../../training/nodes';
import type { OpenKernels } from '../kernels/kernels';
import { plainKernels } from '../kernels/plain';
import { simdKernels } from '../kernels/simd';
import { autoregressiveMlpPlan, logLinearPlan, type NetworkPlan, transformerPlan } from '../network-plan';
import { policyBuilder } from '../tensors';
import { noise, readPolicy, sentencesOf } from '../testing';
import { rowNetwork } from './row-network';

const world = sentencesOf({ prompts: 2, words: 3, maxLength: 3 });
const { tree } = world;

interface Example {
  readonly id: string;
  readonly params: FieldValues;
  readonly plan: NetworkPlan;
}

const mlp = (params: FieldValues): Example => ({
  id: 'autoregressive-mlp',
  params,
  plan: autoregressiveMlpPlan(world, params),
});
const attentive = (params: FieldValues): Example => ({
  id: 'transformer',
  params,
  plan: transformerPlan(world, params),
});

/** Every kind of layer, with widths that are and are not multiples of what is computed together. */
const networks: readonly Example[] = [
  { id: 'log-linear', params: {}, plan: logLinearPlan(world) },
  mlp({ hidden: 5, layers: 2 }),
  mlp({ hidden: 32, layers: 1 }),
  mlp({ hidden: 23, layers: 1 }),
  attentive({ width: 6, heads: 2, hidden: 5, layers: 2 }),
  attentive({ width: 16, heads: 4, hidden: 24, layers: 1 }),
];

const kernels: readonly (readonly [string, OpenKernels, number])[] = [
  ['plain', plainKernels, 1e-12],
  ['SIMD', simdKernels, 2e-5],
];

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);

/** Logits at the nodes and ∂L/∂θ for upstream numbers that are the same for every arithmetic. */
const computed = (open: OpenKernels, { id, plan }: Example, nodes: Int32Array) => {
  const policy = rowNetwork(plan, tree, Stream.named(1, 'init'), open);
  const stream = Stream.named(2, id);
  const theta = Float64Array.from(policy.initial, (value) => value + 0.4 * (stream.uniform() - 0.5));
  const logits = new Float64Array(tree.nodes * tree.choices);
  const upstream = Float64Array.from(noise(stream, logits.length));
  const gradient = new Float64Array(theta.length);
  policy.forward(theta, nodes, logits);
  policy.pullback(upstream, nodes, gradient);
  return { policy, theta, logits, upstream, gradient };
};

beforeAll(() => openBackend('cpu', {}));

describe.each(networks)('$id $params', (network) => {
  const { id, params } = network;
  const { nodes } = allNodes(tree);
  const plain = computed(plainKernels, network, nodes);

  it('is what tensors compute, forward and back', () => {
    const policy = policyBuilder(id)(world, params, Stream.named(1, 'init'));
    expect(plain.policy.initial).toEqual(policy.initial);
    const read = readPolicy(policy, nodes, [[...plain.theta]], [[...plain.upstream]]);
    policy.dispose();
    expect(largestDifference(plain.logits, read.logits)).toBeLessThan(1e-5);
    expect(largestDifference(plain.gradient, read.gradient)).toBeLessThan(2e-5);
  });

  it('has the gradient that differences find', () => {
    const { policy, theta, upstream, gradient } = plain;
    const width = 1e-4;
    const moved = new Float64Array(plain.logits.length);
    const weighted = (d: number, by: number): number => {
      policy.forward(
        theta.map((value, i) => (i === d ? value + by : value)),
        nodes,
        moved,
      );
      return moved.reduce((sum, logit, i) => sum + logit * (upstream[i] ?? 0), 0);
    };
    const apart = Math.ceil(theta.length / 60);
    for (let d = 0; d < theta.length; d += apart) {
      const difference = (weighted(d, width) - weighted(d, -width)) / (2 * width);
      expect(Math.abs(difference - (gradient[d] ?? Number.NaN)), `parameter ${d}`).toBeLessThan(1e-6);
    }
  });

  it('is the same four numbers at a time', () => {
    const simd = computed(simdKernels, network, nodes);
    expect(largestDifference(plain.logits, simd.logits)).toBeLessThan(2e-5);
    expect(largestDifference(plain.gradient, simd.gradient)).toBeLessThan(5e-5);
  });

  it.each(kernels)('gives a few nodes what it gives all of them: %s', (_, open, tolerance) => {
    const few = nodesOnPaths(tree, [Int32Array.of(1, 7, 40)]).nodes;
    expect(few.length).toBeLessThan(tree.nodes);
    const whole = computed(open, network, nodes);
    const part = computed(open, network, few);
    const { choices } = tree;
    for (const node of few) {
      const [start, end] = [node * choices, (node + 1) * choices];
      const difference = largestDifference(whole.logits.subarray(start, end), part.logits.subarray(start, end));
      expect(difference).toBeLessThan(tolerance);
    }
    // What flows back from other nodes is left out.
    const only = new Float64Array(whole.upstream.length);
    for (const node of few) {
      only.set(whole.upstream.subarray(node * choices, (node + 1) * choices), node * choices);
    }
    whole.policy.forward(whole.theta, nodes, whole.logits);
    whole.policy.pullback(only, nodes, whole.gradient);
    expect(largestDifference(whole.gradient, part.gradient)).toBeLessThan(tolerance);
  });
});
