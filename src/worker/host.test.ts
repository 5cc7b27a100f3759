// @vitest-environment node
import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BackendChoice } from '../experiment/backend';
import type { Experiment } from '../experiment/experiment';
import { checkExperiment } from '../experiment/schema';
import { metricNames } from '../metrics';
import type { BackendEnvironment } from '../training/backend';
import { dpo, exoRw, experimentOf, rlExact } from '../training/testing';
import { TrainingHost } from './host';
import type { Event, Frame, Request, Speed } from './protocol';

const experiment = experimentOf([dpo, exoRw], { training: { steps: 120 } });

/** A host in this process, and what it says. */
const openHost = (environment: BackendEnvironment = {}) => {
  const events: Event[] = [];
  const waiting: { readonly wanted: (event: Event) => boolean; readonly resolve: (event: Event) => void }[] = [];
  const host = new TrainingHost({
    post: (event) => {
      events.push(event);
      for (const { wanted, resolve } of waiting) if (wanted(event)) resolve(event);
    },
    environment,
    clock: () => performance.now(),
    rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  host.run();
  /** The first event from now on that fits. */
  const next = (wanted: (event: Event) => boolean): Promise<Event> =>
    new Promise((resolve) => waiting.push({ wanted, resolve }));
  const frames = (epoch: number): Frame[] =>
    events.filter((event): event is Frame => event.type === 'frame' && event.epoch === epoch);
  return { host, events, next, frames };
};

const load = (
  epoch: number,
  what: Experiment = experiment,
  {
    backend = 'wasm',
    playing = true,
    speed = 'max',
  }: { backend?: BackendChoice; playing?: boolean; speed?: Speed } = {},
): Request => ({ type: 'load', epoch, experiment: what, backend, playing, speed });

const isDone = (epoch: number) => (event: Event) => event.type === 'frame' && event.epoch === epoch && event.done;
const isFrame = (epoch: number) => (event: Event) => event.type === 'frame' && event.epoch === epoch;

/** Steps and metrics of all frames, joined. */
const joined = (frames: readonly Frame[]) => ({
  steps: frames.flatMap(({ steps }) => [...steps]),
  metrics: frames.flatMap(({ metrics }) => [...metrics]),
});

describe('the training host', () => {
  it('announces its backend, reports from step 0 to the end, and repeats exactly', async () => {
    const { host, events, next, frames } = openHost();
    const first = next(isDone(1));
    host.receive(load(1));
    await first;
    const second = next(isDone(2));
    host.receive(load(2));
    await second;
    expect(events[0]).toMatchObject({ type: 'ready', backend: 'wasm', epoch: 1 });
    expect(joined(frames(1)).steps[0]).toBe(0);
    expect(joined(frames(1)).steps.at(-1)).toBe(120);
    expect(joined(frames(2))).toEqual(joined(frames(1)));
    const width = 2 * metricNames.length;
    for (const { steps, metrics, frozen } of frames(1)) {
      expect(metrics).toHaveLength(steps.length * width);
      expect(frozen).toEqual([null, null]);
    }
  });

  it('paused, it steps when told; played at a pace, it does not run ahead', async () => {
    const { host, next, frames } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, experiment, { playing: false }));
    await loaded;
    const stepped = next(isFrame(1));
    host.receive({ type: 'step', count: 3 });
    expect(await stepped).toMatchObject({ steps: Int32Array.of(3), done: false });
    const start = performance.now();
    const playing = next((event) => event.type === 'frame' && (event.steps.at(-1) ?? 0) > 20);
    host.receive({ type: 'play', speed: 1 });
    const reached = await playing;
    expect(performance.now() - start).toBeGreaterThan(250);
    // It tells of its progress on the way, not only at the end.
    expect(reached).toMatchObject({ done: false });
    expect(frames(1).length).toBeGreaterThan(5);
    host.receive({ type: 'pause' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const { length } = frames(1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(frames(1)).toHaveLength(length);
  });

  it('takes knobs while it trains, without starting anew', async () => {
    const { host, next, frames } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, experiment, { playing: false }));
    await loaded;
    host.receive({ type: 'step', count: 40 });
    const anchored = { ...experiment, runs: [{ ...dpo, knobs: { beta: 3, anchor: 1 } }, exoRw] };
    const updated = next(isFrame(1));
    host.receive({ type: 'update', epoch: 1, experiment: anchored, rows: [0, 1] });
    await updated;
    const after = next((event) => event.type === 'frame' && event.steps.at(-1) === 60);
    host.receive({ type: 'step', count: 20 });
    await after;
    const steps = joined(frames(1)).steps;
    expect(steps.slice(steps.indexOf(40))).not.toContain(0);
  });

  it('drops a run and keeps the others going, under the new epoch', async () => {
    const { host, next } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, experimentOf([dpo, exoRw, rlExact]), { playing: false }));
    await loaded;
    const forty = next(isFrame(1));
    host.receive({ type: 'step', count: 40 });
    const before = await forty;
    const dropped = next(isFrame(2));
    host.receive({ type: 'update', epoch: 2, experiment: experimentOf([dpo, rlExact]), rows: [0, 2] });
    const after = await dropped;
    if (before.type !== 'frame' || after.type !== 'frame') throw new Error('no frames');
    expect(after.steps).toEqual(Int32Array.of(40));
    const size = before.logPi.length / 3;
    after.logPi.subarray(size).forEach((value, i) => {
      expect(value).toBeCloseTo(before.logPi[2 * size + i] ?? 0, 5);
    });
  });

  it('goes on from the last checkpoint on the next backend when one fails, and says so', async () => {
    const { host, events, next, frames } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, experiment, { playing: false }));
    await loaded;
    const forty = next(isFrame(1));
    host.receive({ type: 'step', count: 40 });
    await forty;
    const startWasm = findBackendFactory('wasm');
    removeBackend('wasm');
    onTestFinished(() => void registerBackend('wasm', startWasm));
    const told = next(({ type }) => type === 'notice');
    host.receive({ type: 'play', speed: 'max' });
    const notice = await told;
    expect(notice).toMatchObject({ text: expect.stringMatching(/WASM stopped .* from step 40/) });
    await next(isDone(1));
    const { steps } = joined(frames(1));
    expect(steps.at(-1)).toBe(120);
    expect(steps.filter((step) => step < 40)).toEqual([0]);
    expect(events.some(({ type }) => type === 'failed')).toBe(false);
  });
});

describe('fine-tuning in the training host', () => {
  const checked = checkExperiment({
    world: { id: 'sentences', params: { words: 3, maxLength: 3, sft: { samples: 100, steps: 300 } } },
    policy: { id: 'log-linear' },
    training: { steps: 20 },
    runs: [dpo],
  });
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const sentences = checked.experiment;
  const isProgress = (event: Event) => event.type === 'fine-tuning';

  it('says how far it is, then what training starts from, then trains', async () => {
    const { host, events, next } = openHost();
    const done = next(isDone(1));
    host.receive(load(1, sentences));
    await done;
    const types = events.map(({ type }) => type);
    expect(types.indexOf('fine-tuning')).toBeGreaterThan(types.indexOf('ready'));
    expect(types.indexOf('prepared')).toBeGreaterThan(types.lastIndexOf('fine-tuning'));
    expect(types.indexOf('frame')).toBeGreaterThan(types.indexOf('prepared'));
    const last = events.filter(isProgress).at(-1);
    expect(last).toMatchObject({ steps: 300, losses: { length: 300 } });
    const prepared = events.find(({ type }) => type === 'prepared');
    expect(prepared).toMatchObject({ epoch: 1, chosen: { length: 128 }, displacementScores: { length: 32 } });

    // The same reference serves a load that changes nothing it depends on; its curve is told once more.
    const again = next(isDone(2));
    host.receive(load(2, { ...sentences, beta: 2 }));
    await again;
    const told = events.filter((event) => event.type === 'fine-tuning' && event.epoch === 2);
    expect(told).toMatchObject([{ steps: 300, losses: { length: 300 } }]);
  });

  it('ends when cancelled, trains nothing, and starts again at the next load', async () => {
    const { host, events, next, frames } = openHost();
    const progress = next(isProgress);
    host.receive(load(1, sentences));
    await progress;
    const cancelled = next(({ type }) => type === 'cancelled');
    host.receive({ type: 'cancel', epoch: 1 });
    await cancelled;
    host.receive({ type: 'step', count: 5 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(frames(1)).toEqual([]);
    const done = next(isDone(2));
    host.receive(load(2, sentences));
    await done;
    expect(events.some(({ type }) => type === 'failed')).toBe(false);
  });

  it('gives way to a newer load', async () => {
    const { host, events, next, frames } = openHost();
    const progress = next(isProgress);
    host.receive(load(1, sentences));
    await progress;
    const done = next(isDone(2));
    host.receive(load(2));
    await done;
    expect(frames(1)).toEqual([]);
    expect(events.some(({ type }) => type === 'cancelled')).toBe(false);
  });
});
