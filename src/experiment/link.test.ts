import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worlds } from '../worlds';
import { fromFragment, openLink, toFragment } from './link';
import { decodeAny } from './link-text';
import { repairExperiment } from './repair';
import { arbitraryExperiment } from './testing';

const worldIds = worlds.map(({ id }) => id).join(', ');

const opening = repairExperiment({}).experiment;
const openingFragment =
  '#1&world=two-peaks&policy=bump&policy.start=1&run=dpo,beta:1&run=exo-rw&run=rl-exact&data.candidates=4';

describe('toFragment', () => {
  it('leaves defaults out', () => {
    expect(toFragment(opening)).toBe(openingFragment);
  });

  it('writes lists, words and supports so that they can be read', () => {
    const { experiment } = repairExperiment({
      world: {
        id: 'two-peaks',
        params: {
          peaks: [
            { at: -1, height: 2, width: 0.5 },
            { at: 3, height: 1, width: 2 },
          ],
        },
      },
      data: { pairs: 64, support: { low: -1.5, high: 1 } },
      training: { batch: 'all' },
      seed: 3,
      runs: [{ objective: 'dpo', knobs: { anchor: 0.1 } }],
    });
    expect(toFragment(experiment)).toBe(
      '#1&world=two-peaks&world.peaks=at:-1,height:2,width:0.5/at:3,height:1,width:2&policy=bump' +
        '&run=dpo,anchor:0.1&data.pairs=64&data.support.low=-1.5&data.support.high=1&training.batch=all&seed=3',
    );
  });

  it('leaves out what is usual in its world', () => {
    const pairs = 64;
    const fragment = (said: object) =>
      toFragment(repairExperiment({ runs: [{ objective: 'dpo' }], ...said }).experiment);
    const sentences = '#1&world=sentences&policy=autoregressive-mlp&run=dpo';
    const triangle = '#1&world=triangle&policy=log-linear&run=dpo';
    expect(fragment({ world: { id: 'sentences' } })).toBe(sentences);
    expect(fragment({ world: { id: 'triangle' } })).toBe(triangle);
    expect(fragment({ world: { id: 'triangle' }, data: { pairs } })).toBe(`${triangle}&data.pairs=64`);
    expect(fragment({ world: { id: 'sentences' }, data: { pairs }, training: { batch: 32 } })).toBe(
      `${sentences}&data.pairs=64&training.batch=32`,
    );
    expect(fragment({ world: { id: 'sentences' }, data: { pairs: 'fresh' } })).toBe(`${sentences}&data.pairs=fresh`);
    expect(fragment({ data: { pairs } })).toBe('#1&world=two-peaks&policy=bump&run=dpo&data.pairs=64');
  });

  it('writes groups value by value, and one that is switched on in full', () => {
    const params = { sft: { steps: 200 }, lengthPenalty: {}, trap: 2 };
    const { experiment } = repairExperiment({ world: { id: 'sentences', params }, runs: [{ objective: 'dpo' }] });
    const fragment = toFragment(experiment);
    expect(fragment).toBe(
      '#1&world=sentences&world.lengthPenalty.after=3&world.lengthPenalty.perToken=1&world.trap=2' +
        '&world.sft.steps=200&policy=autoregressive-mlp&run=dpo',
    );
    expect(openLink(fragment)).toEqual({ experiment, changes: [] });
  });

  it('uses only characters that survive in an address', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        const fragment = toFragment(experiment);
        expect(fragment).toMatch(/^#[A-Za-z0-9\-._~%&=:,/]+$/);
        const url = new URL('https://example.org/a/');
        url.hash = fragment;
        expect(url.hash).toBe(fragment);
      }),
      { numRuns: 60 },
    );
  });
});

describe('openLink', () => {
  it('opens exactly the experiment the link was made from', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        expect(openLink(toFragment(experiment))).toEqual({ experiment, changes: [] });
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    '',
    '#',
    '#1',
    '1',
    'https://example.org/playground/',
    openingFragment,
    `https://example.org/${openingFragment}`,
  ])('opens the lesson from %j', (text) => expect(openLink(text)).toEqual({ experiment: opening, changes: [] }));

  it.each(worlds.flatMap(({ id }) => ([64, 256] as const).map((batch) => [id, batch] as const)))(
    'opens the batch it was made with, in %s of %i',
    (id, batch) => {
      for (const pairs of ['fresh', 300] as const) {
        const { experiment } = repairExperiment({ world: { id }, data: { pairs }, training: { batch } });
        expect(experiment.training.batch).toBe(batch);
        expect(openLink(toFragment(experiment)).experiment).toEqual(experiment);
      }
    },
  );

  it('takes what a link says over the lesson when it names no runs', () => {
    expect(openLink('1&seed=9').experiment).toEqual({ ...opening, seed: 9 });
  });

  it('takes 0 for what it turns off', () => {
    const { experiment, changes } = openLink('#1&run=dpo,nll:0,anchor:0&run=mpo,lambdaReference:0');
    expect(changes).toEqual([]);
    expect(experiment.runs.map(({ knobs }) => knobs)).toMatchObject([{ nll: 0, anchor: 0 }, { lambdaReference: 0 }]);
  });

  it('completes a group of which a link says a part', () => {
    const { experiment, changes } = openLink('1&world=sentences&world.lengthPenalty.after=2');
    expect(changes).toEqual([]);
    expect(experiment.world.params.lengthPenalty).toEqual({ after: 2, perToken: 1 });
    expect(experiment.runs).toHaveLength(8);
  });

  it('opens links from before there were sentences as it did', () => {
    const link = '1&world=cliff&policy=bump-width&run=dpo&data.pairs=64&data.support.low=-1&training.batch=all';
    const { experiment, changes } = openLink(link);
    expect(changes).toEqual([]);
    expect(experiment.data.support).toEqual({ low: -1, high: 1 });
    expect(experiment.training).toEqual({
      steps: 1500,
      batch: 'all',
      learningRate: 0.02,
      optimizer: 'adam',
      epsilon: 1e-8,
      restartEvery: 0,
    });
    expect(openLink('1&world=cliff').experiment.policy.params).toEqual({ start: 1, width: 0.8 });
  });

  it('keeps text that looks like a number a text', () => {
    const custom = { objective: 'custom', knobs: { expression: '12' } };
    expect(fromFragment('1&run=custom,expression:%312').raw).toEqual({ runs: [custom] });
  });

  it.each([
    ['1&seed=%E0%A4', '"%E0%A4" has broken percent-encoding; it was left out.'],
    ['7&seed=3', 'Version "7" of links is not known; it was read as version 1.'],
    ['seed=3', 'The link has no version in front; it was read as version 1.'],
    ['1&seed=1&seed=2', '"seed" is set more than once; the first value counts.'],
    ['1&run=dpo,beta:1,beta:2', '"beta" is set more than once; the first value counts.'],
    ['1&run=dpo,beta', '"beta" is not a setting with its value; it was left out.'],
    ['1&seed', '"seed" is not a setting with its value; it was left out.'],
    ['1&__proto__.seed=3', '"__proto__.seed=3" is not a setting with its value; it was left out.'],
    ['1&data.constructor.x=3', '"data.constructor.x=3" is not a setting with its value; it was left out.'],
    ['1&run=dpo,__proto__:3', '"__proto__:3" is not a setting with its value; it was left out.'],
    ['1&seed=99999999999', 'seed must be a whole number from 0 to 2147483647, not 99999999999; it is 2147483647 now.'],
    ['1&beta=1e999', 'beta must be a number from 0.01 to 100, not Infinity; it is 100 now.'],
    ['1&world=<script>', `world.id must be one of ${worldIds}, not "<script>"; the default was taken instead.`],
    [
      '1&world.craters=3',
      'world.craters is not a setting (there are peaks, referenceWidth, safety, range, bins); it was left out.',
    ],
    ['1&data=3&data.flip=0.1', '"data.flip" is set more than once; the first value counts.'],
    ['1&seed=%E2%80%AEx', 'not "⟨U+202E⟩x"; the default was taken instead.'],
    ['1&%E2%80%AEx=1', '"⟨U+202E⟩x" is not a setting'],
    ['1&run=custom,expression:alert%281%29', 'run 1: expression must be a formula that can be read ('],
  ])('says in words what it changed in %j', (text, change) => {
    const { changes } = openLink(text);
    expect(changes[0]).toContain(change);
  });

  it('reads huge and crowded links', () => {
    const crowded = openLink(`1&${'run=dpo&'.repeat(10_000)}`);
    expect(crowded.experiment.runs).toHaveLength(16);
    expect(crowded.changes).toEqual(['runs must be a list of 1 to 16, not a list of 10000; the first 16 were kept.']);
    expect(openLink(`1&seed=3&x=${'y'.repeat(1_000_000)}`).experiment.seed).toBe(3);
    expect(openLink(`1&${'=&'.repeat(500_000)}`).changes.length).toBeLessThanOrEqual(13);
    expect(openLink(`1&${'a.'.repeat(500_000)}=1`).experiment).toEqual(opening);
  });

  it('does not read values that are longer than any that means something', () => {
    const [digits, expression] = ['1'.repeat(199_000), 'h'.padEnd(299, '-h')];
    const { experiment, changes } = openLink(`1&seed=${digits}x`);
    expect(experiment.seed).toBe(1);
    expect(changes[0]).toBe(`"${digits.slice(0, 38)}… has 199001 characters, more than any value; it was left out.`);
    const escaped = [...expression].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
    expect(openLink(`1&run=custom,expression:${escaped}`).experiment.runs[0]?.knobs.expression).toBe(expression);
  });

  it('reads the digits of a long number in one way', () => {
    const problems: string[] = [];
    expect(decodeAny(`${'1'.repeat(3998)}x`, problems)).toBe(`${'1'.repeat(3998)}x`);
    expect(['1', '1.', '1.5', '.5', '-1e3', '1E+3'].map((text) => decodeAny(text, problems))).toEqual([
      1, 1, 1.5, 0.5, -1000, 1000,
    ]);
    expect(problems).toEqual([]);
  });

  it('never throws, and what it opens can be linked to again', () => {
    const piece = fc.constantFrom(
      '1',
      '&',
      '=',
      'run',
      'dpo',
      ',',
      ':',
      'beta',
      'world',
      '.',
      '/',
      '%',
      'data',
      '-',
      '1e9',
      'policy',
      'table',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => `#1&${pieces.join('')}`),
    );
    fc.assert(
      fc.property(text, (link) => {
        const { experiment } = openLink(link);
        expect(openLink(toFragment(experiment))).toEqual({ experiment, changes: [] });
      }),
    );
  });
});
