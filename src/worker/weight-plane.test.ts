// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import { metricNames } from '../metrics';
import { defaultsOf } from '../settings/fields';
import { openBackend } from '../training/backend';
import { Engine } from '../training/engine';
import type { Numbers } from '../training/numbers';
import { dpo, exoRw, experimentOf, rlExact } from '../training/testing';
import { worldOf } from '../training/world-of';
import { worldById } from '../worlds';
import { isDone, isFrame, load, openHost } from './testing';
import { Trail } from './trail';
import { drawWeightPlane } from './weight-plane';

const soup = { objective: 'soup', knobs: { first: 1, second: 2, weight: 0.25 } };
const experiment = experimentOf([dpo, exoRw, soup], { policy: { id: 'table', params: {} }, training: { steps: 30 } });

const logSoftmax = (theta: Numbers): Float64Array => {
  const logs = Float64Array.from(theta);
  const total = Math.log(logs.reduce((sum, value) => sum + Math.exp(value), 0));
  return logs.map((value) => value - total);
};

describe('the plane of weight space', () => {
  // Points of which two weights differ: the places on the plane are those weights.
  const world = worldOf(
    experimentOf([dpo], { world: { id: 'triangle', params: defaultsOf(worldById('triangle')?.fields ?? {}) } }),
  );
  const initial = Float32Array.of(0, 0, 0);
  const [one, two] = [Float32Array.of(2, 0, 0), Float32Array.of(1, 3, 0)];
  const trail = new Trail();
  trail.note({ step: 0, runs: [initial, initial, initial].map((theta) => ({ theta, moments: [], frozen: null })) });

  it('has the metrics of the policy at each point, and mixes where their weights are', async () => {
    const size = 5;
    const asked: Numbers[] = [];
    const picture = await drawWeightPlane(
      {
        experiment,
        world,
        initial,
        second: null,
        trail,
        now: [one, two, initial],
        logPiAt: async (points) => {
          asked.push(...points);
          return points.map(logSoftmax);
        },
      },
      ['start', 0, 1],
      size,
      async () => {},
    );
    if (picture === null) throw new Error('no picture');
    expect(asked).toHaveLength(size * size);
    expect([...picture.corners]).toEqual([0, 0, 2, 0, 1, 3]);
    const { x, y, side, names, values } = picture;
    expect(names).toEqual(['reward', 'kl', 'value', 'gap']);
    for (const cell of [0, 7, 24]) {
      const [left, up] = [x + ((cell % size) / (size - 1)) * side, y + (Math.floor(cell / size) / (size - 1)) * side];
      const logPi = logSoftmax(Float32Array.of(left, up, 0));
      const reward = logPi.reduce((sum, log, i) => sum + Math.exp(log) * (world.reward[i] ?? 0), 0);
      const kl = logPi.reduce((sum, log, i) => sum + Math.exp(log) * (log - (world.logRef[i] ?? 0)), 0);
      expect(values[cell * names.length]).toBeCloseTo(reward, 6);
      expect(values[cell * names.length + 1]).toBeCloseTo(kl, 6);
      expect(values[cell * names.length + 2]).toBeCloseTo(reward - experiment.beta * kl, 6);
    }
    // Two stops of three runs; the soup stands at a quarter of the first and three quarters of the second.
    expect([...picture.paths.subarray(0, 9)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for (const [i, value] of [2, 0, 0, 1, 3, 0, 1.25, 2.25, 0].entries()) {
      expect(picture.paths[9 + i]).toBeCloseTo(value, 6);
    }
  });

  it('goes through a second reference, and through a soup of it with the start', async () => {
    const space = {
      ...{ experiment, world, initial, trail, now: [one, two, initial] },
      second: Float32Array.of(0, 0, 4),
      logPiAt: async (points: readonly Numbers[]) => points.map(logSoftmax),
    };
    const through = async (...points: Parameters<typeof drawWeightPlane>[1]) =>
      (await drawWeightPlane(space, points, 3, async () => {}))?.corners;
    expect([...((await through('start', 'second', 0)) ?? [])]).toEqual([0, 0, 4, 0, 0, 2]);
    expect([...((await through('start', 'soup:0.25', 0)) ?? [])]).toEqual([0, 0, 3, 0, 0, 2]);
    expect(await through('start', 'soup:0.25', 'second')).toBeUndefined();
  });

  it('is none through three points on a line', async () => {
    const space = {
      experiment,
      world,
      initial,
      second: null,
      trail,
      now: [one, two, initial],
      logPiAt: async () => [],
    };
    expect(await drawWeightPlane(space, ['start', 0, 0], 5, async () => {})).toBeNull();
  });
});

describe('the policy at points of weight space', () => {
  beforeAll(() => openBackend('wasm', {}));

  it('is that of the runs where they stand', async () => {
    const engine = new Engine(experiment);
    engine.advance(10);
    const { checkpoint, logPi } = await engine.save();
    const size = engine.ground.world.logRef.length;
    const read = await engine.logPiAt(checkpoint.runs.slice(0, 2).map(({ theta }) => theta));
    expect(read).toEqual([0, 1].map((run) => logPi.slice(run * size, (run + 1) * size)));
    engine.dispose();
  });
});

describe('the training host', () => {
  it('says the direction of the gradients as soon as somebody watches, also after the end', async () => {
    const { host, next } = openHost();
    const done = next(isDone(1));
    host.receive(load(1, experimentOf([dpo, rlExact], { training: { steps: 3 } })));
    await done;
    const watched = next(isFrame(1));
    host.receive({ type: 'watch', metrics: ['gradCosine'] });
    const frame = await watched;
    const { metrics } = frame.type === 'frame' ? frame : { metrics: new Float64Array(0) };
    const cosine = (run: number) => metrics[run * metricNames.length + metricNames.indexOf('gradCosine')];
    expect(cosine(0)).toBeLessThan(1);
    expect(cosine(1)).toBeCloseTo(1, 5);
  });

  it('draws a plane when asked, of the load that is there', async () => {
    const { host, events, next } = openHost();
    const done = next(isDone(2));
    host.receive(load(2, experiment));
    await done;
    const drawn = next(({ type }) => type === 'plane');
    host.receive({ type: 'plane', epoch: 1, through: ['start', 0, 1], size: 3 });
    host.receive({ type: 'plane', epoch: 2, through: ['start', 0, 1], size: 3 });
    expect(await drawn).toMatchObject({ epoch: 2, picture: { size: 3, through: ['start', 0, 1] } });
    const line = next((event) => event.type === 'plane');
    // The soup lies between the two.
    host.receive({ type: 'plane', epoch: 2, through: [0, 1, 2], size: 3 });
    expect(await line).toMatchObject({ picture: null });
    expect(events.filter(({ type }) => type === 'plane')).toHaveLength(2);
  });
});
