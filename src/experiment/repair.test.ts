import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worlds } from '../worlds';
import { repairExperiment } from './repair';
import { checkExperiment } from './schema';
import { arbitraryExperiment } from './testing';

const worldIds = worlds.map(({ id }) => id).join(', ');

const opening = repairExperiment({}).experiment;

const expectValid = (raw: unknown): void => {
  const { experiment, changes } = repairExperiment(raw);
  expect(checkExperiment(experiment)).toEqual({ experiment });
  expect(changes.length).toBeLessThanOrEqual(13);
};

/** A copy of `value` in which the entry at one place is replaced, or gets a neighbour. */
const damaged = (value: unknown, steps: readonly number[], damage: unknown, name: string): unknown => {
  const [step, ...rest] = steps;
  if (typeof value !== 'object' || value === null || step === undefined) return damage;
  const entries = Object.entries(value);
  if (step % 7 === 0 || entries.length === 0)
    return Array.isArray(value) ? [...value, damage] : { ...value, [name]: damage };
  const at = step % entries.length;
  const changed = entries.map(
    ([key, entry], i) => [key, i === at ? damaged(entry, rest, damage, name) : entry] as const,
  );
  return Array.isArray(value) ? changed.map(([, entry]) => entry) : Object.fromEntries(changed);
};

describe('repairExperiment', () => {
  it('says nothing about a valid experiment', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        expect(repairExperiment(experiment)).toEqual({ experiment, changes: [] });
      }),
      { numRuns: 40 },
    );
  });

  it('moves numbers into their range and says so', () => {
    const { experiment, changes } = repairExperiment({
      beta: 1e9,
      data: { candidates: 3.4, pairs: 0 },
      runs: [{ objective: 'dpo', knobs: { beta: -1 } }],
    });
    expect(experiment.beta).toBe(100);
    expect(experiment.data).toMatchObject({ candidates: 3, pairs: 1 });
    expect(experiment.runs[0]?.knobs.beta).toBe(0.01);
    expect(changes).toEqual([
      'beta must be a number from 0.01 to 100, not 1000000000; it is 100 now.',
      'data.pairs must be "fresh", "given" or a whole number from 1 to 4096, not 0; it is 1 now.',
      'data.candidates must be a whole number from 2 to 64, not 3.4; it is 3 now.',
      'run 1: beta must be a number from 0.01 to 10, not -1; it is 0.01 now.',
    ]);
  });

  it.each([
    ['mpo', 'lambdaReference'],
    ['mpo', 'nll'],
    ['dpo', 'anchor'],
    ['exo-rw', 'nll'],
    ['tdpo', 'anchor'],
    ['rpo', 'eta'],
    ['orpo', 'lambda'],
    ['cpo', 'nllWeight'],
    ['custom', 'beta'],
  ])('takes 0 for the weight of a term: %s, %s', (objective, name) => {
    const { experiment, changes } = repairExperiment({ runs: [{ objective, knobs: { [name]: 0 } }] });
    expect(changes).toEqual([]);
    expect(experiment.runs[0]?.knobs[name]).toBe(0);
  });

  it('drops unknown names and takes defaults for wrong types', () => {
    const { experiment, changes } = repairExperiment({
      sed: 4,
      seed: '4',
      world: { id: 'moon', params: { craters: 3 } },
    });
    expect(experiment).toEqual(opening);
    expect(changes).toEqual([
      `world.id must be one of ${worldIds}, not "moon"; the default was taken instead.`,
      'seed must be a whole number from 0 to 2147483647, not "4"; the default was taken instead.',
      'sed is not a setting (there are version, world, policy, beta, data, training, rewardModel, seed, runs, sweep); it was left out.',
    ]);
  });

  it('drops runs of unknown objectives and keeps to the numbers the visitor knows', () => {
    const runs = [{ objective: 'no-such' }, 5, { objective: 'ipo', knobs: { expression: 'x', tau: 99 } }];
    const { experiment, changes } = repairExperiment({ runs });
    expect(experiment.runs).toEqual([{ objective: 'ipo', knobs: { tau: 10, lengthAveraged: false } }]);
    expect(changes.map((change) => change.slice(0, 5))).toEqual(['run 1', 'run 2', 'run 3', 'run 3']);
  });

  it('takes the lesson’s runs when none is left', () => {
    const { experiment, changes } = repairExperiment({ seed: 3, runs: [{ objective: 'no-such' }] });
    expect(experiment).toEqual({ ...opening, seed: 3 });
    expect(changes.at(-1)).toBe('No run was left, so those its world opens with were taken.');
  });

  it('keeps the first sixteen of ten thousand runs', () => {
    const { experiment, changes } = repairExperiment({ runs: Array(10_000).fill({ objective: 'custom' }) });
    expect(experiment.runs).toHaveLength(16);
    expect(changes).toEqual(['runs must be a list of 1 to 16, not a list of 10000; the first 16 were kept.']);
  });

  it('keeps good runs that come after more bad ones than there may be runs', () => {
    const bad = [...Array(20).fill({ objective: 'no-such' }), 5, {}];
    const good = [{ objective: 'ipo' }, { objective: 'dpo', knobs: { beta: 99 } }];
    const { experiment, changes } = repairExperiment({ runs: [...bad, ...good] });
    expect(experiment.runs.map(({ objective }) => objective)).toEqual(['ipo', 'dpo']);
    expect(changes).toEqual([
      'Of 24 runs, 22 name no known objective and were left out.',
      'run 24: beta must be a number from 0.01 to 10, not 99; it is 10 now.',
    ]);
    const many = repairExperiment({ runs: [...bad, ...Array(20).fill({ objective: 'ipo' })] });
    expect(many.experiment.runs).toHaveLength(16);
    expect(many.changes[1]).toBe('runs must be a list of 1 to 16, not a list of 20; the first 16 were kept.');
  });

  it.each([
    [{ runs: [{ knobs: {} }, { objective: 'dpo' }] }, 'run 1: objective is missing; it must be the id of an objective'],
    [{ runs: [{ objective: 'dpo', knobs: 5 }] }, 'run 1: knobs must be settings by name, not 5'],
    [{ world: { params: 5 } }, 'world.params must be settings by name, not 5'],
    [{ '': 1 }, '"" is not a setting'],
    [{ 'two words': 1 }, '"two words" is not a setting'],
    [{ training: { 'a\u202Eb': 1 } }, 'training."a⟨U+202E⟩b" is not a setting'],
    [{ seed: 'x\u2066y\u200B' }, 'not "x⟨U+2066⟩y⟨U+200B⟩"'],
    [{ seed: `${'x'.repeat(37)}😀😀😀` }, `not "${'x'.repeat(37)}😀…`],
  ])('names what is wrong in plain words, case %#', (raw, words) => {
    expect(repairExperiment(raw).changes[0]).toContain(words);
  });

  it('names every setting of a damaged file by words of its own', () => {
    const damage = fc.constantFrom(null, {}, [], 'x', -1e9, 1.5, 1e9, true, [[]], { x: 1 });
    fc.assert(
      fc.property(arbitraryExperiment, fc.array(fc.nat(1000), { maxLength: 5 }), damage, fc.string(), (...drawn) => {
        const [experiment, steps, entry, name] = drawn;
        for (const change of repairExperiment(damaged(experiment, steps, entry, name)).changes) {
          expect(change).not.toMatch(/undefined|Invalid|Expected|^(?:is|must) |[.:] (?:is|must) /);
        }
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  it('puts the default expression in place of one that cannot be read', () => {
    const knobs = { expression: '<script>alert(1)</script>', kappa: 2, beta: 3 };
    const { experiment, changes } = repairExperiment({ runs: [{ objective: 'custom', knobs }] });
    expect(experiment.runs[0]?.knobs).toEqual({ expression: '-logsigmoid(beta * h)', beta: 3 });
    expect(changes[0]).toMatch(/^run 1: expression must be a formula that can be read \(.+\), not "<script>/);
    expect(changes[1]).toMatch(/^run 1: kappa is not a setting/);
    expect(changes).toHaveLength(2);
  });

  it('survives expressions and lists nested without end', () => {
    expectValid({ runs: [{ objective: 'custom', knobs: { expression: '('.repeat(100_000) } }] });
    expectValid(JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`));
    expectValid(JSON.parse(`${'{"world":'.repeat(5_000)}1${'}'.repeat(5_000)}`));
  });

  it('lists at most a dozen changes', () => {
    const { changes } = repairExperiment(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, i])));
    expect(changes).toHaveLength(13);
    expect(changes.at(-1)).toBe('There are 488 more like these.');
  });

  it('mends what the parts ask of each other', () => {
    const { experiment, changes } = repairExperiment({
      training: { batch: 'all' },
      data: { support: { low: 2, high: 2 } },
    });
    expect(experiment.training.batch).toBe(256);
    expect(experiment.data.support).toBeNull();
    expect(changes).toHaveLength(2);
  });

  it.each([
    [{ world: { id: 'sentences', params: { words: 8, prompts: 4 } } }, 'it is 4 now.'],
    [{ world: { id: 'sentences', params: { trap: 1, words: 4 } } }, 'the default was taken instead.'],
    [{ world: { id: 'sentences' }, data: { pairs: 'given' } }, 'the default was taken instead.'],
    [{ world: { id: 'sentences' }, data: { pairs: 'fresh' }, training: { batch: 'all' } }, 'it is 256 now.'],
    [{ world: { id: 'sentences' }, policy: { id: 'transformer', params: { heads: 3 } } }, 'it is 15 now.'],
    [{ world: { id: 'sentences' }, policy: { id: 'transformer', params: { heads: 3, width: 8 } } }, 'it is 9 now.'],
    [{ world: { id: 'sentences' }, policy: { id: 'rbf' } }, 'the default was taken instead.'],
    [{ world: { id: 'triangle' }, data: { candidates: 8 } }, 'it is 2 now.'],
    [{ world: { id: 'triangle', params: { pairs: [{ prompt: 0 }, { prompt: 1 }] } } }, 'it is a list of 1 now.'],
  ])('mends what a world or policy cannot be, case %#', (raw, how) => {
    const { experiment, changes } = repairExperiment(raw);
    expect(checkExperiment(experiment)).toEqual({ experiment });
    expect(changes).toHaveLength(1);
    expect(changes[0]).toContain(how);
  });

  it('takes the usual policy, data and training of a world it falls back to', () => {
    expect(repairExperiment({ world: { id: { id: 'sentences' } } }).experiment).toEqual(opening);
    expect(repairExperiment({ world: { id: 'constructor' } }).experiment).toEqual(opening);
  });

  it('touches no prototype', () => {
    const { experiment } = repairExperiment(
      JSON.parse('{"__proto__":{"polluted":1},"data":{"constructor":{"prototype":{"polluted":1}}}}'),
    );
    expect(experiment).toEqual(opening);
    expect('polluted' in {}).toBe(false);
  });

  it('makes a valid experiment of anything', () => {
    fc.assert(fc.property(fc.anything(), expectValid));
    fc.assert(fc.property(fc.jsonValue(), expectValid));
  });

  it('makes a valid experiment of a damaged one', () => {
    const damage = fc.oneof(
      fc.jsonValue(),
      fc.double(),
      fc.constantFrom('dpo', 'cliff', 'sentences', 'triangle', 'all', 'given', Number.POSITIVE_INFINITY),
    );
    const name = fc.constantFrom('id', 'params', 'beta', 'knobs', 'low', 'extra', 'constructor', 'nll', 'expression');
    fc.assert(
      fc.property(
        arbitraryExperiment,
        fc.array(fc.nat(), { maxLength: 6 }),
        damage,
        name,
        (experiment, steps, bad, key) => expectValid(damaged(experiment, steps, bad, key)),
      ),
      { numRuns: 300 },
    );
  });
});
