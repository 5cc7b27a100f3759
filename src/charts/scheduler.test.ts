/** Turns, limits of rate and pauses of the redraw scheduler, on a clock that is turned by hand. */
import { describe, expect, it } from 'vitest';
import { type Clock, type Pace, RedrawScheduler } from './scheduler';

/** A clock whose frames come when told to. */
const handClock = () => {
  let time = 0;
  let next: (() => void) | null = null;
  let hidden = false;
  const listeners = new Set<() => void>();
  const clock: Clock = {
    now: () => time,
    requestFrame: (frame) => {
      next = frame;
      return 1;
    },
    cancelFrame: () => {
      next = null;
    },
    hidden: () => hidden,
    onVisibility: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    clock,
    listeners,
    pending: () => next !== null,
    spend: (milliseconds: number) => {
      time += milliseconds;
    },
    tick: (milliseconds: number) => {
      time += milliseconds;
      const frame = next;
      next = null;
      frame?.();
    },
    setHidden: (value: boolean) => {
      hidden = value;
      for (const listener of listeners) listener();
    },
  };
};

/** Charts with these paces, each of which takes so many milliseconds to draw. */
const setUp = (paces: readonly Pace[], cost = 0) => {
  const hand = handClock();
  const scheduler = new RedrawScheduler(hand.clock);
  const drawn: { chart: number; at: number }[] = [];
  const charts = paces.map((pace, chart) =>
    scheduler.register((at) => {
      drawn.push({ chart, at });
      hand.spend(cost);
      return false;
    }, pace),
  );
  const run = (frames: number, milliseconds: number) => {
    for (let i = 0; i < frames; i++) {
      for (const chart of charts) chart.invalidate();
      hand.tick(milliseconds);
    }
  };
  return { ...hand, drawn, charts, run, scheduler };
};

const timesOf = (drawn: readonly { chart: number; at: number }[], chart: number) =>
  drawn.filter((entry) => entry.chart === chart).map(({ at }) => at);
const gaps = (times: readonly number[]) => times.slice(1).map((time, i) => time - (times[i] ?? 0));
const five: readonly Pace[] = ['in-turn', 'in-turn', 'in-turn', 'in-turn', 'in-turn'];

describe('RedrawScheduler', () => {
  it('draws one costly chart a frame, in turn', () => {
    const { run, drawn } = setUp(five, 4);
    run(5, 16);
    expect(drawn.map(({ chart }) => chart)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(drawn.map(({ at }) => at)).size).toBe(5);
  });

  it('draws as many in a frame as are drawn in a few milliseconds', () => {
    const cheap = setUp(five, 0.5);
    cheap.run(1, 16);
    expect(cheap.drawn.map(({ chart }) => chart)).toEqual([0, 1, 2, 3, 4]);
    const dearer = setUp(five, 1.5);
    dearer.run(2, 16);
    const [first] = dearer.drawn;
    expect(dearer.drawn.map(({ chart }) => chart)).toEqual([0, 1, 2, 3, 4]);
    expect(dearer.drawn.filter(({ at }) => at === first?.at)).toHaveLength(3);
  });

  it.each([0, 1, 4])('keeps each between 4 and 8 Hz at 60 frames a second, at %d ms each', (cost) => {
    const { run, drawn } = setUp(five, cost);
    run(300, 1000 / 60);
    for (const chart of five.keys()) {
      const between = gaps(timesOf(drawn, chart));
      expect(Math.min(...between)).toBeGreaterThanOrEqual(125);
      expect(Math.max(...between)).toBeLessThanOrEqual(250);
    }
  });

  it('keeps each above 4 Hz at 16 frames a second, with never more than four milliseconds and one chart in one', () => {
    const { run, drawn } = setUp(five, 2);
    run(160, 1000 / 16);
    for (const chart of five.keys()) {
      const times = timesOf(drawn, chart);
      expect((times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000)).toBeGreaterThanOrEqual(3.9);
    }
    const perFrame = new Map<number, number>();
    for (const { at } of drawn) perFrame.set(at, (perFrame.get(at) ?? 0) + 1);
    expect(Math.max(...perFrame.values())).toBe(2);
  });

  it('draws a cheap picture once a frame, however often it is told', () => {
    const { charts, tick, drawn } = setUp(['every-frame']);
    for (let i = 0; i < 5; i++) {
      charts[0]?.invalidate();
      charts[0]?.invalidate();
      tick(16);
    }
    expect(drawn).toHaveLength(5);
  });

  it('orders no frame while nothing has changed', () => {
    const { tick, pending, charts } = setUp(['in-turn', 'every-frame']);
    tick(16);
    expect(pending()).toBe(false);
    charts[0]?.invalidate();
    expect(pending()).toBe(true);
  });

  it('stops while hidden and catches up afterwards', () => {
    const { setHidden, pending, charts, tick, drawn } = setUp(['every-frame']);
    tick(16);
    setHidden(true);
    charts[0]?.invalidate();
    expect(pending()).toBe(false);
    setHidden(false);
    tick(16);
    expect(drawn).toHaveLength(2);
  });

  it('goes on with a movement until it ends', () => {
    const hand = handClock();
    let left = 3;
    new RedrawScheduler(hand.clock).register(() => --left > 0, 'every-frame');
    while (hand.pending()) hand.tick(16);
    expect(left).toBe(0);
  });

  it('goes on with the others when one fails', () => {
    const hand = handClock();
    const scheduler = new RedrawScheduler(hand.clock);
    let drawn = 0;
    scheduler.register(() => {
      throw new Error('broken chart');
    }, 'in-turn');
    scheduler.register(() => {
      drawn += 1;
      return false;
    }, 'in-turn');
    expect(() => hand.tick(16)).toThrow('broken chart');
    hand.tick(16);
    expect(drawn).toBe(1);
  });

  it('lets go of everything when the last chart leaves', () => {
    const { charts, pending, listeners } = setUp(['in-turn', 'every-frame']);
    for (const chart of charts) chart.release();
    expect(pending()).toBe(false);
    expect(listeners.size).toBe(0);
  });
});
