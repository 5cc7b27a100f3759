// @vitest-environment node
import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { metricNames } from '../metrics';
import { dpo, exoRw, experimentOf, rlExact } from '../training/testing';
import { isDone, isFrame, joined, lesson, load, manyTurns, openHost, turn } from './testing';

describe('the training host', () => {
  it('announces its backend, reports from step 0 to the end, and repeats exactly', async () => {
    const { host, events, next, frames } = openHost();
    const first = next(isDone(1));
    host.receive(load(1));
    await first;
    const second = next(isDone(2));
    host.receive(load(2));
    await second;
    expect(events[0]).toEqual({ type: 'alive', epoch: 1 });
    expect(events[1]).toMatchObject({ type: 'ready', backend: 'wasm', epoch: 1 });
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
    const { host, next, frames, lastStep, time } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, lesson, { playing: false }));
    await loaded;
    const stepped = next(isFrame(1));
    host.receive({ type: 'step', count: 3 });
    expect(await stepped).toMatchObject({ steps: Int32Array.of(3), done: false });
    time.tick = 0;
    const start = time.now;
    const playing = next((event) => event.type === 'frame' && (event.steps.at(-1) ?? 0) > 20);
    host.receive({ type: 'play', speed: 1 });
    const reached = await playing;
    // Ten steps a second at first, and soon more.
    expect(time.now - start).toBeGreaterThan(250);
    expect(time.now - start).toBeLessThan(1800);
    // It tells of its progress on the way, not only at the end.
    expect(reached).toMatchObject({ done: false });
    expect(frames(1).length).toBeGreaterThan(5);
    host.receive({ type: 'pause' });
    await turn();
    const paused = lastStep(1);
    await manyTurns();
    expect(lastStep(1)).toBe(paused);
  });

  it('hears a pause between two steps, however far the next report is, and says where it stands', async () => {
    const { host, next, lastStep, time } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, experimentOf([dpo], { training: { steps: 1000 } }), { playing: false }));
    await loaded;
    // Each step takes longer than messages may wait.
    time.tick = 150;
    host.receive({ type: 'step', count: 900 });
    await turn();
    host.receive({ type: 'watch', metrics: [] });
    await turn();
    const paused = next(isFrame(1));
    host.receive({ type: 'pause' });
    await paused;
    const step = lastStep(1);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(10);
    await manyTurns();
    expect(lastStep(1)).toBe(step);
  });

  it('takes all steps that were asked for, though messages come in between', async () => {
    const { host, next, frames, time } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, lesson, { playing: false }));
    await loaded;
    time.tick = 150;
    const arrived = next((event) => event.type === 'frame' && event.steps.at(-1) === 60);
    host.receive({ type: 'step', count: 40 });
    await turn();
    host.receive({ type: 'watch', metrics: [] });
    await turn();
    host.receive({ type: 'step', count: 20 });
    await arrived;
    expect(joined(frames(1)).steps).toEqual([0, 60]);
  });

  it('rests while nobody sees the page, and then plays on as before', async () => {
    const { host, next, lastStep } = openHost();
    host.receive({ type: 'rest', resting: true });
    const loaded = next(isFrame(1));
    host.receive(load(1));
    await loaded;
    await manyTurns();
    expect(lastStep(1)).toBe(0);
    const done = next(isDone(1));
    host.receive({ type: 'rest', resting: false });
    await done;
    expect(lastStep(1)).toBe(120);
  });

  it('says at once that it hears, whatever it is at', async () => {
    const { host, events, next } = openHost();
    const loaded = next(isFrame(1));
    host.receive({ type: 'ping' });
    expect(events).toEqual([{ type: 'alive', epoch: 0 }]);
    host.receive(load(1));
    expect(events.at(-1)).toEqual({ type: 'alive', epoch: 1 });
    host.receive({ type: 'ping' });
    expect(events.at(-1)).toEqual({ type: 'alive', epoch: 1 });
    await loaded;
  });

  it('gives up the choice of a backend when another experiment waits', async () => {
    const { host, events, next } = openHost();
    const done = next(isDone(2));
    host.receive(load(1));
    host.receive(load(2));
    await done;
    expect(events.filter((event) => 'epoch' in event && event.epoch === 1)).toEqual([{ type: 'alive', epoch: 1 }]);
  });

  it('hands out checkpoints from which another host goes on to the same numbers', async () => {
    const { host, next, frames } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, lesson, { playing: false }));
    await loaded;
    const saved = next((event) => event.type === 'checkpoint' && event.checkpoint.step === 40);
    host.receive({ type: 'step', count: 40 });
    const sign = await saved;
    const done = next(isDone(1));
    host.receive({ type: 'play', speed: 'max' });
    await done;
    if (sign.type !== 'checkpoint') throw new Error('no checkpoint');
    const other = openHost();
    const over = other.next(isDone(1));
    other.host.receive({ ...load(1), checkpoint: structuredClone(sign.checkpoint) });
    await over;
    const [whole, rest] = [joined(frames(1)), joined(other.frames(1))];
    expect(rest.steps[0]).toBe(40);
    expect(rest.steps).toEqual(whole.steps.slice(-rest.steps.length));
    // The loss of the step before is not in a checkpoint: the first report lacks it.
    const width = 2 * metricNames.length;
    expect(rest.metrics.slice(width)).toEqual(whole.metrics.slice(width - rest.metrics.length));
  });

  it('takes knobs while it trains, without starting anew', async () => {
    const { host, next, frames } = openHost();
    const loaded = next(isFrame(1));
    host.receive(load(1, lesson, { playing: false }));
    await loaded;
    host.receive({ type: 'step', count: 40 });
    const anchored = { ...lesson, runs: [{ ...dpo, knobs: { beta: 3, anchor: 1 } }, exoRw] };
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
    host.receive(load(1, lesson, { playing: false }));
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
