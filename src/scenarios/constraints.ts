/** Scenario I: a promise about a second reward, where it is kept, and where it is lost. */
import { bestMultiplier, dualAt, penalisedOptimum } from '../math/constrained';
import { expectation } from '../math/distribution';
import type { Run } from '../settings/experiment';
import { promiseOf } from '../worlds/promise';
import type { World } from '../worlds/world';
import { learnedProxies } from './learned-proxies';
import { above, below, between, type Fact, type Scenario, type Trained, trial, within } from './scenario';
import { sentencesSettings, twoPeaksSettings } from './settings';

/** DPO on labels at λ* times something. */
const at = (times: number): Run => ({
  objective: 'dpo',
  knobs: { beta: 1 },
  judge: { id: 'constrained', params: { times } },
});

const steps = 1500;
/** The steps over which the last part is averaged. */
const last = 300;
const every = 20;

const lately =
  <Label extends string>(label: Label) =>
  ({ metric, steps: kept }: Trained<Label>): number => {
    const late = kept.filter((step) => step > steps - last).map((step) => metric(label, 'constraint', step));
    return late.reduce((sum, value) => sum + value, 0) / late.length;
  };

const onLine = (policy: string) => ({
  ...twoPeaksSettings(policy, 2, steps),
  world: { id: 'two-peaks', params: { safety: { bound: 0.5 } } },
});

const table = trial({
  id: 'I2 promise, free table',
  settings: onLine('table'),
  every,
  runs: { 'λ*': at(1) },
  facts: [
    { words: 'λ*: E[g], last 300 steps', wanted: within(0.03, 0.5), holdsFor: 'each seed', measure: lately('λ*') },
  ],
});

const bump = trial({
  id: 'I2 promise, one bump',
  settings: onLine('bump'),
  every,
  runs: { 'λ*': at(1) },
  facts: [{ words: 'λ*: E[g], last 300 steps', wanted: below(0.46), holdsFor: 'each seed', measure: lately('λ*') }],
});

const bound = -0.2;
const exactly = (world: World, b: number) => {
  const own = promiseOf(world);
  if (own === null) throw new Error('nothing is promised');
  const promise = { ...own, bound: b };
  return { promise, lambda: bestMultiplier(promise, 1) ?? Number.NaN };
};

/** E[g] of π_λ* for the answers to one prompt. */
const atPrompt = (world: World, prompt: number): number => {
  const { promise, lambda } = exactly(world, bound);
  const columns = world.responses.length;
  const start = prompt * columns;
  const logPi = penalisedOptimum(promise, 1, lambda).subarray(start, start + columns);
  return expectation(logPi, (i) => promise.safety[start + i] ?? 0, columns);
};

const multiplierIs = (b: number, low: number, high: number): Fact<'λ*'> => ({
  words: `exact: λ* of the bound ${b}`,
  wanted: between(low - 0.1, high + 0.1),
  holdsFor: 'each seed',
  measure: ({ world }) => exactly(world, b).lambda,
});

const less = (more: '2 λ*' | 'λ*', fewer: 'λ*' | '0'): Fact<'0' | 'λ*' | '2 λ*'> => ({
  words: `E[g], ${more} less ${fewer}`,
  wanted: above(0.06),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric(more, 'constraint'),
  minus: ({ metric }) => metric(fewer, 'constraint'),
});

const words = trial({
  id: 'I3 promise on sentences',
  settings: sentencesSettings({ params: { safety: { bound } }, data: { pairs: 1024 }, steps: 600 }),
  slow: true,
  runs: { '0': at(0), 'λ*': at(1), '2 λ*': at(2) },
  facts: [
    multiplierIs(-0.2, 0.53, 0.73),
    multiplierIs(-0.3, 0.14, 0.32),
    multiplierIs(-0.1, 1.19, 1.46),
    {
      words: 'exact: E[g] of π_λ* less the bound',
      wanted: within(1e-6, 0),
      holdsFor: 'each seed',
      measure: ({ world }) => {
        const { promise, lambda } = exactly(world, bound);
        return dualAt(promise, 1, lambda).slope;
      },
    },
    {
      words: 'exact: E[g] of π_λ* on the second prompt',
      wanted: below(bound),
      holdsFor: 'each seed',
      measure: ({ world }) => atPrompt(world, 1),
    },
    less('λ*', '0'),
    less('2 λ*', 'λ*'),
    {
      words: 'λ*: E[g]',
      wanted: between(-0.28, -0.18),
      holdsFor: 'median',
      measure: ({ metric }) => metric('λ*', 'constraint'),
    },
  ],
});

export const constraints: Scenario = {
  id: 'I',
  title: 'A second thing that matters',
  trials: [table, bump, learnedProxies, words],
};
