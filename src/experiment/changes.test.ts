import { describe, expect, it } from 'vitest';
import type { Experiment, Run } from '../settings/experiment';
import { changeBetween, isTuning } from './changes';
import { repairExperiment } from './repair';
import { withoutRuns } from './run-numbers';

const { experiment } = repairExperiment({
  runs: [
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'exo-rw' },
    { objective: 'f-dpo' },
  ],
});

const withRuns = (edit: (runs: readonly Run[]) => readonly Run[]): Experiment => ({
  ...experiment,
  runs: edit(experiment.runs),
});
const withKnobs = (index: number, knobs: Run['knobs']): Experiment =>
  withRuns((runs) => runs.map((run, i) => (i === index ? { ...run, knobs: { ...run.knobs, ...knobs } } : run)));

describe('changeBetween', () => {
  it('sees no change in an equal copy', () => {
    expect(changeBetween(experiment, structuredClone(experiment))).toEqual({ kind: 'none' });
  });

  it.each([
    ['a knob', withKnobs(0, { beta: 2 })],
    ['a choice', withKnobs(3, { divergence: 'alpha' })],
    ['an optional term', withKnobs(0, { nll: 0.1 })],
    ['β', { ...experiment, beta: 2 }],
    ['steps and learning rate', { ...experiment, training: { ...experiment.training, steps: 9, learningRate: 0.1 } }],
  ])('goes on when %s changes', (_, after) => {
    expect(changeBetween(experiment, after)).toEqual({ kind: 'live', rows: [0, 1, 2, 3] });
  });

  it.each([
    ['the seed', { ...experiment, seed: 2 }],
    ['the batch', { ...experiment, training: { ...experiment.training, batch: 8 } }],
    ['the data', { ...experiment, data: { ...experiment.data, flip: 0.1 } }],
    ['near-duplicates', { ...experiment, data: { ...experiment.data, nearDuplicates: 0.5 } }],
    ['the policy', { ...experiment, policy: { id: 'table', params: {} } }],
    [
      'a parameter of the world',
      { ...experiment, world: { ...experiment.world, params: { ...experiment.world.params, bins: 99 } } },
    ],
    ['an objective', withRuns((runs) => runs.map((run, i) => (i === 0 ? { ...run, objective: 'ipo' } : run)))],
    ['the number of runs, upwards', withRuns((runs) => [...runs, { objective: 'ipo', knobs: {} }])],
    [
      'where the responses of a run come from',
      withRuns((runs) =>
        runs.with(0, { objective: 'dpo', knobs: { beta: 1 }, draws: { id: 'policy', params: { every: 1 } } }),
      ),
    ],
    ['how often the optimiser forgets', { ...experiment, training: { ...experiment.training, restartEvery: 9 } }],
    ['the order of runs', withRuns((runs) => runs.toReversed())],
    ['a removed run and another’s knob', { ...experiment, runs: withKnobs(0, { beta: 2 }).runs.slice(0, 3) }],
  ])('restarts when %s changes', (_, after) => {
    expect(changeBetween(experiment, after)).toEqual({ kind: 'restart' });
  });

  it('goes on with the runs that are left, even when they are copies', () => {
    expect(
      changeBetween(
        experiment,
        withRuns((runs) => runs.toSpliced(2, 1)),
      ),
    ).toEqual({ kind: 'live', rows: [0, 1, 3] });
    expect(changeBetween(experiment, structuredClone(withRuns((runs) => runs.slice(2))))).toEqual({
      kind: 'live',
      rows: [2, 3],
    });
  });

  it('tells two equal runs apart by which object is left', () => {
    expect(
      changeBetween(
        experiment,
        withRuns((runs) => runs.slice(1)),
      ),
    ).toEqual({ kind: 'live', rows: [1, 2, 3] });
  });

  describe('with mixes', () => {
    const mixed = repairExperiment({
      runs: [
        { objective: 'dpo' },
        { objective: 'ipo', draws: { id: 'policy' } },
        { objective: 'mpo' },
        { objective: 'soup', knobs: { first: 2, second: 3 } },
        { objective: 'average' },
      ],
    }).experiment;
    const changedTo = (runs: readonly Run[]) => changeBetween(mixed, { ...mixed, runs });

    it('goes on when a weight changes, or of which runs a mix is made', () => {
      const [dpo, ipo, mpo, soup, average] = mixed.runs as [Run, Run, Run, Run, Run];
      for (const knobs of [{ weight: 0.1 }, { first: 1 }]) {
        const changed = { ...soup, knobs: { ...soup.knobs, ...knobs } };
        expect(changedTo([dpo, ipo, mpo, changed, average])).toEqual({ kind: 'live', rows: [0, 1, 2, 3, 4] });
      }
      expect(changedTo([dpo, ipo, mpo, average, soup]).kind).toBe('restart');
    });

    it('restarts when a setting of an ingredient changes', () => {
      const draws = { id: 'policy', params: { every: 2 } };
      expect(changedTo(mixed.runs.map((run, i) => (i === 1 ? { ...run, draws } : run))).kind).toBe('restart');
    });

    it('goes on when a run is removed and mixes name the others by their new numbers', () => {
      const left = (...lost: readonly number[]): readonly Run[] => withoutRuns(mixed.runs, new Set(lost)).runs;
      expect(changedTo(left(0))).toEqual({ kind: 'live', rows: [1, 2, 3, 4] });
      expect(changedTo(left(1))).toEqual({ kind: 'live', rows: [0, 2, 4] });
      expect(changedTo(left(3))).toEqual({ kind: 'live', rows: [0, 1, 2, 4] });
      // The same numbers would be other runs now.
      expect(changedTo(mixed.runs.slice(1)).kind).toBe('restart');
    });
  });
});

describe('isTuning', () => {
  const mix: Run = { objective: 'expo', knobs: { of: 1, alpha: 0.5 } };
  const before: Experiment = { ...experiment, runs: [...experiment.runs, mix] };
  const [dpo = mix] = before.runs;
  const withRun = (run: Run, index = 0): Experiment => ({ ...before, runs: before.runs.with(index, run) });

  it('is what a slider of a run does, and nothing else', () => {
    expect(isTuning(before, withRun({ ...dpo, knobs: { beta: 2 } }))).toBe(true);
    expect(isTuning(before, withRun({ ...dpo, knobs: { beta: 2, nll: 0.1 } }))).toBe(false);
    expect(isTuning(before, withRun({ ...dpo, judge: { id: 'true', params: {} } }))).toBe(false);
    expect(isTuning(before, withRun({ ...dpo, objective: 'ipo' }))).toBe(false);
    expect(isTuning(before, withRun({ ...mix, knobs: { of: 2, alpha: 0.5 } }, 4))).toBe(false);
    expect(isTuning(before, { ...before, beta: 2 })).toBe(false);
    expect(isTuning(before, { ...before, runs: before.runs.slice(0, 1) })).toBe(false);
  });
});
