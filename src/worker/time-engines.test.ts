// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { dpo, exoRw, experimentOf } from '../training/testing';
import type { SpeedsFound } from './protocol';
import { isDone, isFrame, joined, lesson, load, openHost } from './testing';
import { withRuns } from './time-engines';

const isLast = (event: { readonly type: string }) =>
  event.type === 'speeds' && 'found' in event && event.found === null;

describe('an experiment with more runs', () => {
  it('trains its runs over and over, without mixes of them', () => {
    const soup = { objective: 'soup', knobs: { first: 1, second: 2, weight: 0.25 } };
    expect(withRuns(experimentOf([dpo, exoRw, soup]), 5).runs).toEqual([dpo, exoRw, dpo, exoRw, dpo]);
  });
});

describe('the training host', () => {
  it('times every engine with each number of runs while nothing trains, and then goes on as if it had not', async () => {
    const alone = openHost();
    const end = alone.next(isDone(1));
    alone.host.receive(load(1));
    await end;

    const { host, events, next, frames } = openHost();
    const first = next(isFrame(1));
    const timed = next(isLast);
    const done = next(isDone(1));
    host.receive(load(1));
    await first;
    host.receive({ type: 'speeds', epoch: 1, counts: [2, 4] });
    await timed;
    await done;
    const found = events
      .filter((event): event is SpeedsFound => event.type === 'speeds')
      .flatMap((event) => event.found ?? []);
    expect(found.map(({ runs }) => runs)).toEqual([2, 4]);
    for (const { timings } of found) {
      expect(timings.map(({ backend }) => backend)).toEqual(['webgpu', 'wasm', 'cpu']);
      expect(timings.map(({ stepsPerSecond }) => (stepsPerSecond ?? 0) > 0)).toEqual([false, true, true]);
      expect(timings[0]?.reason).toMatch(/WebGPU/);
    }
    expect(joined(frames(1))).toEqual(joined(alone.frames(1)));
  });

  it('stops timing for whatever else is asked, and answers nothing of another load', async () => {
    const { host, events, next } = openHost();
    const paused = next(isFrame(1));
    host.receive(load(1, lesson, { playing: false }));
    await paused;
    const stopped = next(isLast);
    const stepped = next((event) => event.type === 'frame' && event.steps.at(-1) === 1);
    host.receive({ type: 'speeds', epoch: 2, counts: [2] });
    host.receive({ type: 'speeds', epoch: 1, counts: [2, 4] });
    host.receive({ type: 'step', count: 1 });
    await stopped;
    await stepped;
    expect(events.filter((event) => event.type === 'speeds')).toEqual([{ type: 'speeds', epoch: 1, found: null }]);
  });
});
