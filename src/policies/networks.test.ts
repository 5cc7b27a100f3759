import { beforeAll, describe, expect, it } from 'vitest';
import { Stream } from '../math/stream';
import { openBackend } from '../training/backend';
import { allNodes } from '../training/nodes';
import { policyBuilder } from './tensors';
import { readPolicy, sentencesOf, someTheta } from './testing';

type Vector = readonly number[];

/** Two prompts, and sentences of up to three of three words. */
const world = sentencesOf({ prompts: 2, words: 3, maxLength: 3 });
const [prompts, words, depth, choices] = [2, 3, 3, 4];
const steps = Array.from({ length: depth }, (_, i) => i);

/** The nodes after no word, one and two: the second prompt, word 2, then word 0. */
const [prompt, said] = [1, [2, 0]] as const;
const nodeAfter = (count: number): number => {
  const { nodes, promptOf, prefixes } = world.tree;
  const wanted = Array.from({ length: depth - 1 }, (_, i) => (i < count ? (said[i] ?? -1) : -1)).join();
  const node = Array.from({ length: nodes }, (_, i) => i).find(
    (i) => promptOf[i] === prompt && prefixes.subarray(i * (depth - 1), (i + 1) * (depth - 1)).join() === wanted,
  );
  if (node === undefined) throw new Error('no such node');
  return node;
};

/** Hands out matrices of θ from the front, as lists of rows. */
const reader = (theta: Vector) => {
  let offset = 0;
  return (rows: number, columns: number): readonly Vector[] =>
    Array.from({ length: rows }, () => {
      offset += columns;
      return theta.slice(offset - columns, offset);
    });
};

const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
const plus = (a: Vector, b: Vector): Vector => a.map((value, i) => value + (b[i] ?? Number.NaN));
const times = (x: Vector, matrix: readonly Vector[]): Vector =>
  (matrix[0] ?? []).map((_, column) =>
    dot(
      x,
      matrix.map((row) => row[column] ?? Number.NaN),
    ),
  );
const affine = (x: Vector, [weights, [bias = []]]: readonly [readonly Vector[], readonly Vector[]]): Vector =>
  plus(times(x, weights), bias);
const oneHot = (size: number, place: number | undefined): Vector =>
  Array.from({ length: size }, (_, i) => Number(i === place));

const logitsAt = (id: string, params: Record<string, number>) => {
  const policy = policyBuilder(id)(world, params, Stream.named(1, 'init'));
  const [theta = []] = someTheta(policy, Stream.named(2, id), 1);
  const { nodes, columns } = allNodes(world.tree);
  const { logits } = readPolicy(policy, nodes, [theta], [new Array<number>(columns).fill(0)]);
  policy.dispose();
  const found = (count: number): Vector => [
    ...logits.subarray(nodeAfter(count) * choices, (nodeAfter(count) + 1) * choices),
  ];
  return { theta, found };
};

const expectClose = (found: Vector, wanted: Vector): void => {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 4);
  });
};

beforeAll(() => openBackend('wasm', {}));

describe('autoregressive-mlp', () => {
  it.each(steps)('reads prompt, position and the words before it, latest first, after %i words', (count) => {
    const hidden = 5;
    const { theta, found } = logitsAt('autoregressive-mlp', { hidden, layers: 2 });
    const latestFirst = said.slice(0, count).toReversed();
    const x = [
      ...oneHot(prompts, prompt),
      ...oneHot(depth, count),
      ...oneHot(words, latestFirst[0]),
      ...oneHot(words, latestFirst[1]),
      1,
    ];
    const read = reader(theta);
    const first = read(hidden, x.length).map((row) => Math.tanh(dot(row, x)));
    const second = affine(first, [read(hidden, hidden), read(1, hidden)]).map(Math.tanh);
    expectClose(found(count), affine(second, [read(hidden, choices), read(1, choices)]));
  });

  it('starts with weights of the stated spread and with biases at 0', () => {
    const hidden = 400;
    const inputs = prompts + depth + (depth - 1) * words;
    const { initial } = policyBuilder('autoregressive-mlp')(world, { hidden, layers: 1 }, Stream.named(3, 'init'));
    const read = reader([...initial]);
    const rows = read(hidden, inputs + 1);
    const spread = (values: Vector): number => Math.sqrt(dot(values, values) / values.length);
    expect(rows.map((row) => row[inputs])).toEqual(new Array<number>(hidden).fill(0));
    expect(spread(rows.flatMap((row) => row.slice(0, inputs)))).toBeCloseTo(0.5, 1);
    expect(spread(read(hidden, choices).flat())).toBeCloseTo(0.3, 1);
    expect(read(1, choices)).toEqual([new Array<number>(choices).fill(0)]);
  });
});

describe('transformer', () => {
  it.each(steps)('attends to the words so far with each head, after %i words', (count) => {
    const [width, heads, size, hidden] = [6, 2, 3, 4];
    const { theta, found } = logitsAt('transformer', { layers: 1, width, heads, hidden });
    const read = reader(theta);
    const embedding = read(width, prompts + depth + words);
    const gain = () => read(1, width)[0] ?? [];
    const normed = (x: Vector, gains: Vector): Vector =>
      x.map((value, i) => (value * (gains[i] ?? Number.NaN)) / Math.sqrt(dot(x, x) / width + 1e-6));

    const stream = steps.slice(0, count + 1).map((position) => {
      const x = [...oneHot(prompts, prompt), ...oneHot(depth, position), ...oneHot(words, said[position - 1])];
      return embedding.map((row) => dot(row, x));
    });
    const before = gain();
    const projection = read(width, 3 * width);
    const projected = stream.map((x) => times(normed(x, before), projection));
    /** Query, key or value (0, 1, 2) of a head at a position. */
    const part = (which: number, head: number, position: number): Vector =>
      (projected[position] ?? []).slice(which * width + head * size, which * width + (head + 1) * size);
    const seen = Array.from({ length: heads }, (_, head) => {
      const scores = stream.map((_x, at) => dot(part(0, head, count), part(1, head, at)) / Math.sqrt(size));
      const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
      return times(
        scores.map((score) => Math.exp(score) / total),
        stream.map((_x, at) => part(2, head, at)),
      );
    }).flat();
    const attended = plus(stream[count] ?? [], times(seen, read(width, width)));

    const inner = affine(normed(attended, gain()), [read(width, hidden), read(1, hidden)]);
    const gated = inner.map((value) => value / (1 + Math.exp(-value)));
    const fed = plus(attended, affine(gated, [read(hidden, width), read(1, width)]));
    expectClose(found(count), affine(normed(fed, gain()), [read(width, choices), read(1, choices)]));
  });
});
