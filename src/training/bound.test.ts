// @vitest-environment node
import { type Tensor, type Tensor2D, tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { raters } from '../experiment/judge';
import { Stream } from '../math/stream';
import { bind, type Tables } from '../objectives/bind';
import { type Domain, domains } from '../objectives/domain';
import { valuesOf } from '../objectives/linear-forms';
import { defaultsOf } from '../settings/fields';
import { sentences } from '../worlds/sentences';
import { openBackend } from './backend';
import { type Bound, bindOnDevice, shapeOf } from './bound';
import { DeviceWorld } from './device-world';
import { allNodes, type NodeSet, nodesOnPaths } from './nodes';
import { bindOwn } from './own-bound';
import { choiceLogProbabilities } from './reference-tables';

const world = sentences.build({ ...defaultsOf(sentences.fields), prompts: 2, words: 3, maxLength: 3 });
const { tree } = world;
const stream = Stream.named(1, 'bound');
const noise = (count: number): Float32Array => Float32Array.from({ length: count }, () => stream.uniform() - 0.5);
const tables: Tables = {
  tree,
  choiceLogRef: world.choiceLogRef,
  preference: null,
  choiceLogOld: choiceLogProbabilities(world, noise(tree.nodes * tree.choices)),
  logRef: world.logRef,
  reward: world.labelReward,
  length: world.lengths,
  logStar: world.logRef,
};
const runs = 3;
/** log π of choices of three policies. */
const policies = Array.from({ length: runs }, () =>
  choiceLogProbabilities(world, noise(tree.nodes * tree.choices)).map((value) => Math.max(value, -1e9)),
);
const draws = {
  pairwise: Int32Array.of(0, 3, 5, 12, 20, 38, 41, 70, 77, 60, 5, 2),
  tokenwise: Int32Array.of(0, 3, 5, 12, 20, 38, 41, 70, 77, 60, 5, 2),
  groupwise: Int32Array.of(0, 3, 5, 12, 20, 38, 41, 70, 77, 60, 5, 2),
  tokens: Int32Array.of(0, 3, 5, 12, 20, 38, 41, 70, 77, 60, 5, 2),
  rivals: Int32Array.of(0, 3, 5, 12, 20, 38, 41, 70, 77, 60, 5, 2),
} as const;
type Kind = keyof typeof draws;
const rowsOf: Readonly<Record<Kind, number>> = { pairwise: 6, tokenwise: 6, groupwise: 4, tokens: 4, rivals: 6 };
const firstWins = Float64Array.of(1, 0, 0, 1, 1, 0);

const size = tree.nodes * tree.choices;
/** Those of values only where there are any, after log π of all choices. */
const everySymbol = (domain: Domain, { columns }: NodeSet): ReadonlySet<string> =>
  new Set(Object.keys(domain.sources).filter((name) => columns > size || !['value', 'valueOld'].includes(name)));
const values = Array.from({ length: runs }, () => noise(tree.nodes));
/** log π of choices and the values of three policies. */
const columnsOf = policies.map((policy, i) => Float64Array.from([...policy, ...(values[i] ?? [])]));
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** A binding on the device of either kind, and log π at the nodes that it reads. */
const cases = (['pairwise', 'tokenwise', 'groupwise', 'tokens', 'rivals'] as const).flatMap((kind) => [
  { kind, name: 'all nodes', nodes: allNodes(tree), own: false },
  { kind, name: 'the nodes on the paths', nodes: nodesOnPaths(tree, [draws[kind]]), own: false },
  { kind, name: 'indices of its own', nodes: allNodes(tree), own: true },
  ...(kind === 'tokens'
    ? [false, true].map((own) => ({ kind, name: `values, own: ${own}`, nodes: allNodes(tree, tree.nodes), own }))
    : []),
]);

const logPiAt = (nodes: NodeSet): Float32Array =>
  Float32Array.from(
    columnsOf.flatMap((table) => [
      ...[...nodes.nodes].flatMap((node) => [...table.subarray(node * tree.choices, (node + 1) * tree.choices)]),
      ...table.subarray(size, nodes.columns > size ? table.length : size),
    ]),
  );

describe.each(cases)('the symbols of $kind losses at $name', ({ kind, nodes, own }) => {
  const domain = domains[kind];
  const draw = { rows: rowsOf[kind], responses: draws[kind], firstWins };
  const withOld = { ...tables, choiceLogOld: Float64Array.from([...tables.choiceLogOld, ...noise(tree.nodes)]) };
  const wanted = bind(domain, draw, withOld, everySymbol(domain, nodes));
  const withBound = (use: (bound: Bound) => void): void =>
    tidy(() => {
      if (!own) return use(bindOnDevice(domain, wanted, nodes));
      const device = new DeviceWorld(world);
      const { logRef, choiceLogRef, length } = device;
      const responses = tensor2d(draw.responses, [1, draw.responses.length], 'int32');
      const choiceLogOld = tensor2d(
        Float32Array.from(withOld.choiceLogOld.subarray(0, nodes.columns), (value) => Math.max(value, -1e9)),
        [1, nodes.columns],
      );
      const lookedUp = {
        logRef,
        choiceLogRef,
        choiceLogOld,
        length,
        reward: device.reward(raters),
        preference: null,
        logStar: logRef,
      };
      const labels = tensor2d(Float32Array.from(firstWins), [1, firstWins.length]);
      const ownDraw = { rows: draw.rows, responses, firstWins: labels, weights: null };
      return use(bindOwn(domain, ownDraw, lookedUp, device, everySymbol(domain, nodes), nodes.columns));
    });
  const logPi = logPiAt(nodes);

  beforeAll(() => openBackend('wasm', {}));

  it('are those of float64', () => {
    withBound((bound) => {
      const moving = bound.gather(tensor2d(logPi, [runs, nodes.columns]));
      const expectValues = (found: Tensor | undefined, expected: ArrayLike<number>, name: string): void => {
        const values = found?.dataSync() ?? [];
        expect(values, name).toHaveLength(expected.length);
        Array.from(expected).forEach((value, i) => {
          expect(values[i], name).toBeCloseTo(value, 4);
        });
      };
      expect([...bound.fixed.keys()].sort()).toEqual([...wanted.fixed.keys()].sort());
      for (const [name, values] of wanted.fixed) expectValues(bound.fixed.get(name), values, name);
      for (const [name, forms] of wanted.moving) {
        expectValues(
          moving.get(name),
          columnsOf.flatMap((policy) => [...valuesOf(forms, policy)]),
          name,
        );
      }
    });
  });

  it('take gradients back by the transpose of how they are gathered', () => {
    const finite = logPi.map((value) => (value < -1e6 ? 0 : value));
    const names = [...wanted.moving.keys()];
    withBound((bound) => {
      const shape = shapeOf(bound, runs);
      const upstream = new Map(names.map((name) => [name, noise(shape.reduce((a, b) => a * b, 1))]));
      const gathered = (values: Float32Array) => {
        const moving = bound.gather(tensor2d(values, [runs, nodes.columns]));
        return names.map((name) => Array.from(moving.get(name)?.dataSync() ?? []));
      };
      const back: Tensor2D = bound.scatter(
        new Map([...upstream].map(([name, values]) => [name, tensor(values, shape)])),
      );
      const [at, atZero] = [gathered(finite), gathered(new Float32Array(finite.length))];
      const change = names.reduce((sum, name, i) => {
        const weights = upstream.get(name) ?? [];
        return sum + dot(at[i] ?? [], weights) - dot(atZero[i] ?? [], weights);
      }, 0);
      // The way back averages over rows.
      expect(change / draw.rows).toBeCloseTo(dot(finite, back.dataSync()), 3);
    });
  });
});
