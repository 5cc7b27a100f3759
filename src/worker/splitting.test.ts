// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type HelperHere, helperHere } from '../training/split/testing';
import { dpo, exoRw, experimentOf, rlExact } from '../training/testing';
import { Helpers } from './helpers';
import { isDone, isFrame, joined, load, type Message, manyTurns, openHost } from './testing';

const three = experimentOf([dpo, exoRw, rlExact], { training: { steps: 300 } });

/** A host beside which there can be so many helpers, and those that it has opened. */
const openWithHelpers = (most: number) => {
  const opened: HelperHere[] = [];
  const helpers = new Helpers(most, (listener) => {
    const here = helperHere();
    opened.push(here);
    return here.open(listener);
  });
  /** How often some helper was asked for that. */
  const asked = (wanted: string): number =>
    opened.flatMap(({ said }) => said).filter(({ kind }) => kind === wanted).length;
  return { ...openHost({}, helpers), opened, asked };
};

/** All that is said of a training to its end, on a machine on which a step takes so many milliseconds. */
const trained = async (host: ReturnType<typeof openHost>, epoch: number, tick = 25) => {
  host.time.tick = tick;
  const done = host.next(isDone(epoch));
  host.host.receive(load(epoch, three, { backend: 'auto' }));
  await done;
  return joined(host.frames(epoch));
};

describe('a heavy training', () => {
  it('goes over to helpers without a seam, and to the same ones again', async () => {
    const alone = await trained(openHost(), 1);
    const host = openWithHelpers(1);
    expect(await trained(host, 1)).toEqual(alone);
    const advanced = host.asked('advance');
    expect(advanced).toBeGreaterThan(10);
    expect(await trained(host, 2)).toEqual(alone);
    expect(host.asked('advance')).toBe(2 * advanced);
    expect(host.opened).toHaveLength(1);
    // Nothing is kept for a training that is over.
    const last = host.next(isFrame(3));
    host.host.receive(load(3, three, { backend: 'wasm', playing: false }));
    await last;
    expect(host.opened[0]?.said.filter(({ kind }) => kind !== 'done').at(-1)).toEqual({ kind: 'close' });
  });

  it('takes knobs and β while helpers train', async () => {
    const changed = { ...three, beta: 2, runs: [dpo, { ...exoRw, knobs: { betaPolicy: 2, betaReward: 1 } }, rlExact] };
    const changedAt = async (host: ReturnType<typeof openHost>) => {
      host.time.tick = 150;
      host.host.receive(load(1, three, { backend: 'auto', playing: false }));
      for (const [count, step] of [
        [20, 20],
        [10, 30],
        [10, 40],
      ] as const) {
        const there = host.next((event) => event.type === 'frame' && event.steps.at(-1) === step);
        host.host.receive({ type: 'step', count });
        await there;
        const updated = host.next(isFrame(1));
        host.host.receive({ type: 'update', epoch: 1, experiment: changed, rows: [0, 1, 2] });
        await updated;
      }
      return joined(host.frames(1));
    };
    const host = openWithHelpers(2);
    expect(await changedAt(host)).toEqual(await changedAt(openHost()));
    expect(host.asked('update')).toBeGreaterThan(0);
    expect(host.opened).toHaveLength(2);
  });

  it('goes on in one place where a helper dies, to the same numbers, and asks for no helper again', async () => {
    const alone = await trained(openHost(), 1);
    const host = openWithHelpers(2);
    const done = host.next(isDone(1));
    const split = host.next((event) => event.type === 'frame' && host.asked('save') > 4);
    host.host.receive(load(1, three, { backend: 'auto' }));
    await split;
    host.opened[1]?.die('no memory');
    await done;
    expect(joined(host.frames(1))).toEqual(alone);
    const isWord = ({ type }: Message): boolean => type === 'notice' || type === 'failed';
    expect(host.events.filter(isWord)).toEqual([]);
    const saved = host.asked('save');
    expect(await trained(host, 2)).toEqual(alone);
    expect(host.asked('save')).toBe(saved);
    expect(host.opened).toHaveLength(2);
  });

  it('hears Pause where a helper dies, and stands where it reported last', async () => {
    const host = openWithHelpers(1);
    const split = host.next((event) => event.type === 'frame' && host.asked('save') > 4);
    host.host.receive(load(1, three, { backend: 'auto' }));
    await split;
    host.opened[0]?.die('');
    host.host.receive({ type: 'pause' });
    await manyTurns();
    const stopped = host.lastStep(1);
    expect(stopped).toBeLessThan(300);
    // Whoever changes a knob now sees what comes of it.
    const updated = host.next(isFrame(1));
    host.host.receive({ type: 'update', epoch: 1, experiment: { ...three, beta: 2 }, rows: [0, 1, 2] });
    expect(await updated).toMatchObject({ steps: Int32Array.of(stopped) });
  });

  it('goes on in one place where helpers are forbidden', async () => {
    const helpers = new Helpers(1, () => {
      throw new Error('forbidden');
    });
    expect(await trained(openHost({}, helpers), 1)).toEqual(await trained(openHost(), 1));
  });
});

describe('no helper is asked', () => {
  it('where steps are light', async () => {
    const host = openWithHelpers(1);
    await trained(host, 1, 0.01);
    expect(host.opened).toEqual([]);
  });

  it('where runs are read together, or there is but one', async () => {
    const host = openWithHelpers(1);
    const average = { objective: 'average', knobs: { alpha: 1 } };
    for (const [epoch, runs] of [[dpo, exoRw, average], [dpo]].entries()) {
      const done = host.next(isDone(epoch));
      host.host.receive(load(epoch, { ...three, runs }, { backend: 'auto' }));
      await done;
    }
    expect(host.opened).toEqual([]);
  });
});
