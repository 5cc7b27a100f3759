/** Seeds are given out to workers as these become free, and nothing is heard of a sweep that was given up. */
import { describe, expect, it } from 'vitest';
import { openLink } from '../experiment/link';
import type { SweepEvent, SweepRequest } from './protocol';
import { startSweep } from './sweep-client';
import { sweepSettings } from './sweep-settings';

const { experiment } = openLink('#1&world=two-peaks&policy=bump&run=dpo,beta:1&training.steps=40');
const seeds = [1, 2, 3].map((seed) => ({ ...experiment, seed }));

const swept = (workers: number) => {
  const said: string[] = [];
  const open: { readonly asked: number[]; readonly say: (event: SweepEvent) => void; ended: boolean }[] = [];
  const giveUp = startSweep(
    seeds,
    workers,
    {
      onShare: (share) => said.push(`${Math.round(100 * share)} %`),
      onSeed: (place, [first]) => said.push(`seed ${place}: ${first}`),
      onEnd: (reason) => said.push(reason ?? 'done'),
    },
    (say) => {
      const worker = { asked: [] as number[], say, ended: false };
      open.push(worker);
      return {
        post: ({ experiment: { seed } }) => worker.asked.push(seed),
        end: () => {
          worker.ended = true;
        },
      };
    },
  );
  return { said, open, giveUp };
};

describe('a sweep in workers', () => {
  it('gives each worker the next seed when it is done with one, and ends them all at the end', () => {
    const { said, open } = swept(2);
    expect(open.map(({ asked }) => asked)).toEqual([[1], [2]]);
    open[1]?.say({ type: 'sweeping', share: 0.5 });
    open[1]?.say({ type: 'swept', metrics: Float64Array.of(7) });
    expect(open.map(({ asked }) => asked)).toEqual([[1], [2, 3]]);
    open[1]?.say({ type: 'swept', metrics: Float64Array.of(8) });
    open[0]?.say({ type: 'swept', metrics: Float64Array.of(9) });
    expect(said).toEqual(['17 %', 'seed 1: 7', '33 %', 'seed 2: 8', '67 %', 'seed 0: 9', '100 %', 'done']);
    expect(open.map(({ ended }) => ended)).toEqual([true, true]);
  });

  it('stops with the reason of a seed that fails, and without a word when it is given up', () => {
    const failing = swept(1);
    failing.open[0]?.say({ type: 'failed', epoch: 0, text: 'no memory' });
    expect(failing.said).toEqual(['no memory']);
    const given = swept(2);
    given.giveUp();
    expect(given.open.map(({ ended }) => ended)).toEqual([true, true]);
    expect(given.said).toEqual([]);
  });

  it('is trained to its end, with a word of each part of the way', async () => {
    const said: SweepEvent[] = [];
    const request: SweepRequest = { type: 'sweep', experiment };
    await sweepSettings(request, { post: (event) => said.push(event), environment: {} });
    expect(said.map((event) => (event.type === 'sweeping' ? event.share : event.type))).toEqual([0.5, 1, 'swept']);
  });
});
