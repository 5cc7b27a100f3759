import { describe, expect, it } from 'vitest';
import { openLink } from '../experiment/link';
import { setData } from './edits';
import { insertRun, removeRun } from './setup';
import { canRedo, canUndo, createPlayground, experimentIn, setupIn } from './store';
import { lesson as experiment } from './testing';

const open = () => {
  let time = 0;
  const playground = createPlayground(experiment, { now: () => time });
  return { ...playground, state: playground.store.getState, pass: (milliseconds: number) => (time += milliseconds) };
};

describe('playground', () => {
  it('undoes and redoes every change of the experiment', () => {
    const { actions, state } = open();
    expect(canUndo(state())).toBe(false);
    actions.change((e) => ({ ...e, beta: 2 }));
    actions.newSeed();
    actions.undo();
    expect(experimentIn(state())).toMatchObject({ beta: 2, seed: 1 });
    expect(canRedo(state())).toBe(true);
    actions.undo();
    expect(experimentIn(state())).toBe(experiment);
    actions.redo();
    actions.redo();
    expect(experimentIn(state())).toMatchObject({ beta: 2, seed: 2 });
  });

  it('tells panels of moves of a slider later and together, and of anything else at once, with what waits', () => {
    const waiting: (() => void)[] = [];
    const { store, drawn, actions } = createPlayground(experiment, { later: (act) => waiting.push(act) });
    const told: unknown[] = [];
    drawn.subscribe((state) => told.push(experimentIn(state).runs[0]?.knobs.beta));
    const move = (beta: number) =>
      actions.change((e) => ({ ...e, runs: e.runs.map((run) => ({ ...run, knobs: { ...run.knobs, beta } })) }), 'beta');
    move(0.2);
    move(0.3);
    actions.settle();
    expect(experimentIn(store.getState()).runs[0]?.knobs.beta).toBe(0.3);
    expect(told).toEqual([]);
    expect(waiting).toHaveLength(1);
    for (const act of waiting.splice(0)) act();
    expect(told).toEqual([0.3]);
    move(0.4);
    actions.togglePlay();
    expect(told).toEqual([0.3, 0.4]);
    for (const act of waiting.splice(0)) act();
    expect(drawn.getState()).toBe(store.getState());
  });

  it('begins again with seeds after the largest', () => {
    const { actions, state } = open();
    actions.change((e) => ({ ...e, seed: 2 ** 31 - 2 }));
    actions.newSeed();
    expect(experimentIn(state()).seed).toBe(2 ** 31 - 1);
    actions.newSeed();
    expect(experimentIn(state()).seed).toBe(0);
  });

  it('undoes a whole drag at once, and two drags one after the other', () => {
    const { actions, state, pass } = open();
    for (const beta of [1.1, 1.2, 1.3]) actions.change((e) => ({ ...e, beta }), 'beta');
    actions.settle();
    pass(3000);
    for (const beta of [2, 3]) actions.change((e) => ({ ...e, beta }), 'beta');
    actions.settle();
    actions.undo();
    expect(experimentIn(state()).beta).toBe(1.3);
    actions.undo();
    expect(experimentIn(state()).beta).toBe(1);
  });

  it('keeps the looks of runs when another goes, and gives a new one the first free look', () => {
    const { actions, state } = open();
    actions.changeSetup((setup) => removeRun(setup, 0));
    expect(setupIn(state()).looks).toEqual([1, 2]);
    actions.changeSetup((setup) => insertRun(setup, 2, { objective: 'ipo', knobs: {} }));
    expect(setupIn(state()).looks).toEqual([1, 2, 0]);
    actions.undo();
    actions.undo();
    expect(setupIn(state())).toMatchObject({ looks: [0, 1, 2], experiment });
  });

  it('plays, pauses, and plays again from the start when training is over', () => {
    const { actions, state, pass } = open();
    actions.togglePlay();
    expect(state()).toMatchObject({ playing: false, restarts: 0 });
    actions.togglePlay();
    actions.report({ done: true });
    pass(1000);
    actions.togglePlay();
    expect(state()).toMatchObject({ playing: true, restarts: 1 });
  });

  it('takes a press that comes with the last step for the Pause that it was meant to be', () => {
    const { actions, state, pass } = open();
    pass(1000);
    actions.report({ done: true });
    pass(200);
    actions.togglePlay();
    expect(state()).toMatchObject({ playing: false, restarts: 0 });
    actions.togglePlay();
    expect(state()).toMatchObject({ playing: true, restarts: 1 });
  });

  it('pauses for a single step', () => {
    const { actions, state } = open();
    actions.stepOnce();
    expect(state()).toMatchObject({ playing: false, stepsAsked: 1 });
  });

  it('lists a notice once, and puts it away', () => {
    const { actions, state } = open();
    actions.notify('β was out of range.');
    actions.notify('β was out of range.');
    actions.notify('One more.');
    expect(state().notices).toHaveLength(2);
    actions.dismiss(state().notices[0]?.id ?? Number.NaN);
    expect(state().notices.map((notice) => notice.text)).toEqual(['One more.']);
  });

  it('opens a link with its notices in place of the former ones, and can go back', () => {
    const { actions, state } = open();
    actions.notify('Old.');
    actions.open({ ...experiment, seed: 9 }, ['No run is called “x”.']);
    expect(state().notices.map((notice) => notice.text)).toEqual(['No run is called “x”.']);
    expect(experimentIn(state()).seed).toBe(9);
    actions.undo();
    expect(experimentIn(state())).toBe(experiment);
  });

  it('says in words where a change would be too much work, and leaves everything else alone', () => {
    const { actions, state } = open();
    const wide = [
      'world=sentences',
      'policy=transformer',
      'policy.width=64',
      'policy.hidden=128',
      'world.sft.steps=20',
    ];
    actions.open(openLink(`1&${wide.join('&')}&data.pairs=16${'&run=dpo'.repeat(6)}`).experiment, []);
    const before = experimentIn(state());
    actions.change(setData({ pairs: 4096 }), 'pairs');
    const { pairs } = experimentIn(state()).data;
    expect(experimentIn(state())).toEqual(setData({ pairs })(before));
    expect(state().notices.map((notice) => notice.text)).toEqual([
      `data.pairs can be at most ${pairs} to keep each step short as things are.`,
    ]);
  });

  it('adds and removes extra curves without doubling them', () => {
    const { actions, state } = open();
    actions.addCurve('entropy');
    actions.addCurve('entropy');
    expect(state().extraCurves).toEqual(['entropy']);
    actions.removeCurve('entropy');
    expect(state().extraCurves).toEqual([]);
  });
});
