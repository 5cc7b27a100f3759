/** Timing in turns: order, block lengths, and the share of turns a slow arm gets. */
import { expect, test } from 'vitest';
import { type Arm, hasTurn, interleave, quantile } from './interleave';

/** An arm that takes exactly this long a step, and writes down every block. */
const steady = (name: string, milliseconds: number, log: [name: string, steps: number][]): Arm => ({
  name,
  runs: 8,
  warmUp: 250,
  time: async (steps) => {
    log.push([name, steps]);
    return milliseconds;
  },
  dispose: () => {},
});

test('a quantile interpolates between sorted values', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 20], 0.25)).toBe(12.5);
});

test('an arm gets exactly its number of turns, spread over the rounds', () => {
  const turns = Array.from({ length: 9 }, (_, round) => hasTurn(round, 3, 9));
  expect(turns).toEqual([false, false, true, false, false, true, false, false, true]);
  for (let blocks = 1; blocks <= 9; blocks++) {
    expect(Array.from({ length: 9 }, (_, round) => hasTurn(round, blocks, 9)).filter(Boolean)).toHaveLength(blocks);
  }
});

test('blocks take turns and last at least 60 ms and 5 steps', async () => {
  const log: [string, number][] = [];
  const arms = [steady('quick', 0.5, log), steady('slow', 50, log)];
  const timings = await interleave(arms, { rounds: 4, millisecondsPerArm: 1e6, leastRounds: 3 });
  expect(log.slice(-8)).toEqual(
    Array.from({ length: 4 }, () => [
      ['quick', 120],
      ['slow', 5],
    ]).flat(),
  );
  expect(timings.map(({ median, blocks }) => [median, blocks])).toEqual([
    [0.5, 4],
    [50, 4],
  ]);
  expect(timings[0]?.runUpdatesPerSecond).toBe(16_000);
});

test('an arm is warm before its blocks are timed', async () => {
  const log: [string, number][] = [];
  await interleave([steady('steady', 10, log)], { rounds: 3, millisecondsPerArm: 1e6, leastRounds: 3 });
  const steps = log.slice(0, -3).reduce((sum, [, taken]) => sum + taken, 0);
  expect(steps * 10).toBeGreaterThanOrEqual(250);
});

test('an arm too slow for its time gets the least number of blocks', async () => {
  const plan = { rounds: 9, millisecondsPerArm: 1000, leastRounds: 3 };
  const timings = await interleave([steady('quick', 1, []), steady('slow', 500, [])], plan);
  expect(timings.map(({ blocks }) => blocks)).toEqual([9, 3]);
});
