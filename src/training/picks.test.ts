// @vitest-environment node
import { type Tensor, tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultsOf } from '../experiment/fields';
import { Stream } from '../math/stream';
import { sentences } from '../worlds/sentences';
import { pathSums } from '../worlds/tree';
import { openBackend } from './backend';
import { choiceLogProbabilities } from './fine-tuning';
import { allNodes, nodesOnPaths } from './nodes';
import { ResponseSums } from './picks';
import { PairTokens } from './tokens';

const world = sentences.build({ ...defaultsOf(sentences.fields), prompts: 2, words: 3, maxLength: 3 });
const { tree } = world;
const stream = Stream.named(1, 'picks');
const noise = (count: number): Float32Array => Float32Array.from({ length: count }, () => stream.uniform() - 0.5);
const runs = 3;
/** log π of choices of three policies, [runs, M · V]. */
const tables = Array.from({ length: runs }, () =>
  choiceLogProbabilities(world, noise(tree.nodes * tree.choices)).map((value) => Math.max(value, -1e9)),
);
const chosen = Int32Array.of(0, 5, 20, 41, 77, 5);
const rejected = Int32Array.of(3, 12, 38, 70, 60, 2);

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe.each([
  { name: 'all nodes', nodes: allNodes(tree) },
  { name: 'the nodes on the paths', nodes: nodesOnPaths(tree, [chosen, rejected]) },
])('picks at $name', ({ nodes }) => {
  const logPi = Float32Array.from(
    tables.flatMap((table) =>
      [...nodes.nodes].flatMap((node) => [...table.subarray(node * tree.choices, (node + 1) * tree.choices)]),
    ),
  );

  beforeAll(() => openBackend('wasm', {}));

  it('sums the choices of each response, as float64 does', () => {
    const sums = new ResponseSums(tree, nodes, chosen);
    const values = tidy(() => sums.gather(tensor2d(logPi, [runs, nodes.columns])).dataSync());
    sums.dispose();
    const expected = tables.flatMap((table) => Array.from(chosen, (response) => pathSums(tree, table)[response] ?? 0));
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 4);
  });

  it('scatters by the transpose of what it gathers', () => {
    const sums = new ResponseSums(tree, nodes, chosen);
    const finite = logPi.map((value) => (value < -1e6 ? 0 : value));
    const upstream = noise(runs * chosen.length);
    const gathered = tidy(() => sums.gather(tensor2d(finite, [runs, nodes.columns])).dataSync());
    const scattered = tidy(() => sums.scatter(tensor2d(upstream, [runs, chosen.length])).dataSync());
    sums.dispose();
    expect(dot(gathered, upstream)).toBeCloseTo(dot(finite, scattered), 3);
  });

  it('gives tokens that sum to their response, nothing after its end, and the divergence at each', () => {
    const tokens = new PairTokens(world, nodes, chosen, rejected);
    const [tokW, klL] = tidy(() => {
      const values = tokens.gather(tensor2d(logPi, [runs, nodes.columns]), true);
      return ['tokW', 'klL'].map((name) => values.get(name)?.dataSync() ?? []);
    });
    const lengths = tokens.symbols.get('nL')?.dataSync() ?? [];
    tokens.dispose();
    tables.forEach((table, run) => {
      chosen.forEach((response, pair) => {
        const row = (run * chosen.length + pair) * tree.depth;
        const sum = Array.from({ length: tree.depth }, (_, place) => tokW?.[row + place] ?? 0).reduce(
          (a, b) => a + b,
          0,
        );
        expect(sum).toBeCloseTo(pathSums(tree, table)[response] ?? 0, 4);
      });
      rejected.forEach((response, pair) => {
        for (let place = 0; place < tree.depth; place++) {
          const choice = tree.paths[response * tree.depth + place] ?? -1;
          expect(choice >= 0).toBe(place < (lengths[pair] ?? 0));
          const node = Math.floor(choice / tree.choices);
          let divergence = 0;
          for (let v = node * tree.choices; choice >= 0 && v < (node + 1) * tree.choices; v++) {
            const logRef = world.choiceLogRef[v] ?? 0;
            if (Number.isFinite(logRef)) divergence += Math.exp(logRef) * (logRef - (table[v] ?? 0));
          }
          const value = klL?.[(run * chosen.length + pair) * tree.depth + place];
          expect(value).toBeCloseTo(divergence, 4);
        }
      });
    });
  });

  it('takes gradients of tokens and divergences back by the transpose', () => {
    const tokens = new PairTokens(world, nodes, chosen, rejected);
    const finite = logPi.map((value) => (value < -1e6 ? 0 : value));
    const names = ['tokW', 'tokL', 'klW', 'klL'];
    const size = runs * chosen.length * tree.depth;
    const upstream = new Map(names.map((name) => [name, noise(size)]));
    const gatherOf = (table: Float32Array) =>
      tidy(() => {
        const values = tokens.gather(tensor2d(table, [runs, nodes.columns]), true);
        return names.map((name) => values.get(name)?.dataSync() ?? []);
      });
    const [at, atZero] = [gatherOf(finite), gatherOf(new Float32Array(finite.length))];
    const scattered = tidy(() =>
      tokens
        .scatter(
          new Map<string, Tensor>(
            [...upstream].map(([name, values]) => [name, tensor(values, [runs, chosen.length, tree.depth])]),
          ),
        )
        .dataSync(),
    );
    tokens.dispose();
    const change = names.reduce((sum, name, i) => {
      const weights = upstream.get(name) ?? [];
      return sum + dot(at[i] ?? [], weights) - dot(atZero[i] ?? [], weights);
    }, 0);
    expect(change).toBeCloseTo(dot(finite, scattered), 3);
  });
});
