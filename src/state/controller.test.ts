import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Event, Request } from '../worker/protocol';
import { connect } from './controller';
import { addRun, choosePolicy, setKnob } from './edits';
import { Series } from './series';
import { removeRun } from './setup';
import { createPlayground, experimentIn } from './store';
import { frameOf, lesson, preparedOf } from './testing';

const open = (options: Parameters<typeof createPlayground>[1] = {}) => {
  const playground = createPlayground(lesson, options);
  const series = new Series();
  const sent: Request[] = [];
  let say: (event: Event) => void = () => {};
  const dispose = vi.fn();
  const close = connect(playground, series, (onEvent) => {
    say = onEvent;
    return { send: (request) => sent.push(request), dispose };
  });
  const loads = () => sent.filter((request) => request.type === 'load');
  return { ...playground, series, sent, loads, say: (event: Event) => say(event), close, dispose };
};

/** A stage of 400 steps, so many of which have been taken. */
const reached = (epoch: number, steps: number): Event => ({
  type: 'stage',
  epoch,
  progress: { id: 'sft', steps: 400, values: new Float64Array(steps) },
});

describe('controller', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('loads the experiment at once, playing', () => {
    const { sent } = open();
    expect(sent).toEqual([{ type: 'load', epoch: 1, experiment: lesson, backend: 'auto', playing: true, speed: 1 }]);
  });

  it('loads a link still where nothing moves by itself, also after a visitor has played, and playing elsewhere', () => {
    for (const playing of [true, false]) {
      const { actions, loads } = open({ opensPlaying: () => playing });
      actions.togglePlay();
      vi.advanceTimersByTime(1_000);
      actions.open({ ...lesson, seed: 2 }, []);
      vi.advanceTimersByTime(1_000);
      expect(loads()).toMatchObject([{ playing }, { playing, experiment: { seed: 2 } }]);
    }
  });

  it('passes frames to the curves at once, and to the store at most five times a second', () => {
    const { say, series, store } = open();
    const changes = vi.fn();
    say(frameOf([0]));
    store.subscribe(changes);
    for (let step = 1; step <= 60; step++) {
      say(frameOf([step]));
      vi.advanceTimersByTime(1000 / 60);
    }
    expect(series.steps).toHaveLength(61);
    expect(changes.mock.calls.length).toBeLessThanOrEqual(6);
    vi.advanceTimersByTime(500);
    expect(store.getState().engine).toMatchObject({ step: 60, stepsPerSecond: 500 });
  });

  it('says at once where it stands when it is paused', () => {
    const { say, actions, store } = open();
    say(frameOf([0]));
    say(frameOf([40]));
    expect(store.getState().engine.step).toBe(0);
    actions.togglePlay();
    expect(store.getState().engine.step).toBe(40);
    say(frameOf([45]));
    expect(store.getState().engine.step).toBe(45);
  });

  it('moves a knob without starting anew', () => {
    const { say, series, sent, actions, store } = open();
    say(frameOf([0, 10]));
    actions.changeSetup(setKnob(0, 'beta', 0.5), 'runs.0.beta');
    expect(sent.at(-1)).toEqual({
      type: 'update',
      epoch: 1,
      experiment: experimentIn(store.getState()),
      rows: [0, 1, 2],
    });
    expect(series.steps).toHaveLength(2);
    say(frameOf([20]));
    expect(series.steps).toHaveLength(3);
  });

  it('starts anew for another policy, and drops frames of the former training', () => {
    const { say, series, loads, actions, store } = open();
    say(frameOf([0, 10]));
    vi.advanceTimersByTime(1000);
    actions.change(choosePolicy('table'));
    expect(loads().at(-1)).toMatchObject({ epoch: 2, playing: true, experiment: { policy: { id: 'table' } } });
    expect(series.steps).toEqual([]);
    expect(store.getState().engine).toMatchObject({ step: 0, done: false });
    say(frameOf([20], { epoch: 1 }));
    expect(series.steps).toEqual([]);
    say(frameOf([0], { epoch: 2 }));
    expect(series.steps).toEqual([0]);
  });

  it('starts anew, still playing, when a run is added', () => {
    const { loads, actions } = open();
    vi.advanceTimersByTime(1000);
    actions.changeSetup(addRun('ipo'));
    expect(loads().at(-1)).toMatchObject({ epoch: 2, playing: true });
  });

  it('lets the others go on when a run is removed', () => {
    const { say, series, sent, actions } = open();
    say(frameOf([0, 10]));
    actions.changeSetup((setup) => removeRun(setup, 0));
    expect(sent.at(-1)).toMatchObject({ type: 'update', epoch: 2, rows: [1, 2] });
    expect(series.curve('reward', 0).values).toEqual([1, 11]);
    say(frameOf([20], { epoch: 1 }));
    expect(series.steps).toEqual([0, 10]);
    say(frameOf([20], { epoch: 2, runs: 2 }));
    expect(series.steps).toEqual([0, 10, 20]);
  });

  it('loads at most five times a second while a peak is dragged, and the last place is loaded', () => {
    const { loads, actions } = open();
    for (let i = 1; i <= 60; i++) {
      actions.change((e) => ({ ...e, policy: { ...e.policy, params: { start: i / 60, width: 0.8 } } }), 'policy.start');
      vi.advanceTimersByTime(1000 / 60);
    }
    vi.advanceTimersByTime(500);
    expect(loads().length).toBeLessThanOrEqual(8);
    expect(loads().at(-1)).toMatchObject({ epoch: 61, experiment: { policy: { params: { start: 1 } } } });
  });

  it('puts a change into the load that still waits', () => {
    const { loads, sent, actions } = open();
    actions.change(choosePolicy('table'));
    actions.changeSetup((setup) => removeRun(setup, 0));
    vi.advanceTimersByTime(500);
    expect(sent.every((request) => request.type === 'load')).toBe(true);
    expect(loads().at(-1)?.experiment.runs).toHaveLength(2);
  });

  it('resets with the same seed and goes on playing, and steps when paused', () => {
    const { loads, sent, actions } = open();
    vi.advanceTimersByTime(1000);
    actions.reset();
    expect(loads().at(-1)).toMatchObject({ epoch: 2, playing: true, experiment: { seed: 1 } });
    actions.togglePlay();
    expect(sent.at(-1)).toEqual({ type: 'pause' });
    actions.stepOnce();
    expect(sent.at(-1)).toEqual({ type: 'step', count: 1 });
    actions.setSpeed(4);
    actions.togglePlay();
    expect(sent.at(-1)).toEqual({ type: 'play', speed: 4 });
  });

  it('goes back to the former training’s experiment when a change is undone', () => {
    const { loads, actions } = open();
    vi.advanceTimersByTime(1000);
    actions.newSeed();
    vi.advanceTimersByTime(1000);
    actions.undo();
    expect(loads().map((load) => load.experiment.seed)).toEqual([1, 2, 1]);
  });

  it('says which backend serves, what went wrong, and that it is over', () => {
    const { say, actions, store } = open();
    say({ type: 'ready', epoch: 1, backend: 'wasm', timings: [] });
    say({ type: 'notice', epoch: 1, text: 'WebGPU stopped.' });
    expect(store.getState().engine.backend).toBe('wasm');
    expect(store.getState().notices.map((notice) => notice.text)).toEqual(['WebGPU stopped.']);
    say(frameOf([1500], { done: true }));
    expect(store.getState().engine.done).toBe(true);
    say({ type: 'failed', epoch: 1, text: 'Training cannot start here.' });
    expect(store.getState().engine.failure).toBe('Training cannot start here.');
    actions.reset();
    expect(store.getState().engine).toMatchObject({ failure: null, done: false, backend: 'wasm' });
  });

  it('says how far a stage is at most five times a second, and what it came to', () => {
    const { say, series, store } = open();
    const changes = vi.fn();
    store.subscribe(changes);
    for (let step = 1; step <= 60; step++) {
      say(reached(1, step));
      vi.advanceTimersByTime(1000 / 60);
    }
    expect(changes.mock.calls.length).toBeLessThanOrEqual(6);
    expect(store.getState().engine.stages).toMatchObject([{ id: 'sft', steps: 400, isCancelled: false }]);
    say(preparedOf());
    expect(store.getState().engine.stages).toMatchObject([{ values: new Float64Array(60), isCancelled: false }]);
    expect(series.prepared).toEqual(preparedOf());
    vi.advanceTimersByTime(1000);
    expect(store.getState().engine.stages).toHaveLength(1);
  });

  it('knows the reference of a load though a run was removed meanwhile, but not that of a former load', () => {
    const { say, series, actions, store } = open();
    actions.changeSetup((setup) => removeRun(setup, 0));
    say(preparedOf(1));
    expect(series.prepared).not.toBeNull();
    actions.reset();
    say(preparedOf(2));
    expect(series.prepared).toBeNull();
    say(reached(2, 1));
    vi.advanceTimersByTime(1000);
    expect(store.getState().engine.stages).toEqual([]);
  });

  it('gives the stages up when asked, and starts anew when played again', () => {
    const { say, sent, loads, actions, store } = open();
    say(reached(1, 3));
    actions.cancelStages();
    expect(sent.at(-1)).toEqual({ type: 'cancel', epoch: 1 });
    say({ type: 'cancelled', epoch: 1, stage: 'sft' });
    expect(store.getState().engine.stages).toMatchObject([{ id: 'sft', steps: 400, isCancelled: true }]);
    vi.advanceTimersByTime(1000);
    actions.togglePlay();
    expect(loads().at(-1)).toMatchObject({ epoch: 2, playing: true });
    expect(store.getState().engine.stages).toEqual([]);
  });

  it('asks for costly metrics only while they are looked at', () => {
    const { sent, actions } = open();
    actions.addCurve('gradCosine');
    expect(sent.at(-1)).toEqual({ type: 'watch', metrics: ['gradCosine'] });
    actions.removeCurve('gradCosine');
    expect(sent.at(-1)).toEqual({ type: 'watch', metrics: [] });
  });

  it('is silent after it is closed', () => {
    const { sent, actions, close, dispose } = open();
    close();
    actions.reset();
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
    expect(dispose).toHaveBeenCalledOnce();
  });
});
