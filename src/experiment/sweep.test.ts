import { describe, expect, it } from 'vitest';
import type { Run } from '../settings/experiment';
import { changeBetween } from './changes';
import { openLink, toFragment } from './link';
import { axesFrom, settingsOf } from './sweep';

const dpo = { objective: 'dpo', knobs: { beta: 1 } };

const settings = (text: string, runs: readonly Run[] = [dpo]) => {
  const axes = axesFrom(text);
  return typeof axes === 'string' ? axes : settingsOf({ runs }, { over: axes, seeds: 1 });
};

describe('a sweep', () => {
  it('goes over a knob evenly as its slider does, both ends among the values', () => {
    const swept = settings('beta=0.01:10:4');
    if (typeof swept === 'string') throw new Error(swept);
    const values = swept.map(({ run, set }) => [run.knobs.beta, set.beta]);
    expect(values.map(([value]) => value)).toEqual([0.01, expect.closeTo(0.1, 12), expect.closeTo(1, 12), 10]);
    expect(values.every(([knob, set]) => knob === set)).toBe(true);
  });

  it('goes over two knobs of every run, the second fastest, and leaves the others as they are', () => {
    const alphaPo = { objective: 'alphapo', knobs: { gamma: 0.3 } };
    const swept = settings('beta=1:4:2,alpha=-1:1:3', [alphaPo, alphaPo]);
    if (typeof swept === 'string') throw new Error(swept);
    expect(swept.map(({ set }) => set)).toHaveLength(12);
    expect(swept.slice(0, 4).map(({ set }) => set)).toEqual([
      { beta: 1, alpha: -1 },
      { beta: 1, alpha: 0 },
      { beta: 1, alpha: 1 },
      { beta: 4, alpha: -1 },
    ]);
    expect(swept.every(({ run }) => run.knobs.gamma === 0.3)).toBe(true);
  });

  it.each([
    ['beta', /not a knob with its ends/],
    ['beta=1:2', /not a knob with its ends/],
    ['beta=2:1:3', /up to a higher one/],
    ['beta=a:b:3', /up to a higher one/],
    ['beta=1:2:1', /two values or more/],
    ['beta=1:2:2,beta=1:2:2', /swept twice/],
    ['a=1:2:2,b=1:2:2,c=1:2:2', /one knob or two/],
    ['zeta=1:2:2', /no run that is trained has a knob "zeta"/],
  ])('says what is wrong with %s', (text, message) => {
    expect(settings(text)).toMatch(message);
  });

  it('leaves out runs without the knob, and mixes, of which nothing is trained', () => {
    const expo = { objective: 'expo', knobs: { beta: 1 } };
    const swept = settings('beta=1:2:2', [expo, { objective: 'ipo', knobs: { tau: 1 } }, dpo]);
    if (typeof swept === 'string') throw new Error(swept);
    expect(swept.map(({ place, set }) => [place, set])).toEqual([
      [2, { beta: 1 }],
      [2, { beta: 2 }],
    ]);
    expect(settings('alpha=0:1:2', [expo])).toMatch(/no run that is trained/);
  });

  it('has at most so many settings under all seeds', () => {
    expect(settingsOf({ runs: [dpo] }, { over: [{ knob: 'beta', low: 1, high: 2, count: 512 }], seeds: 3 })).toMatch(
      /512 settings under 3 seeds are more than 1024/,
    );
  });
});

describe('an experiment with a sweep', () => {
  const sweep = { over: [{ knob: 'beta', low: 0.01, high: 10, count: 16 }], seeds: 5 };
  const link =
    '#1&world=two-peaks&policy=bump&run=dpo,beta:1&sweep.over=knob:beta,low:0.01,high:10,count:16&sweep.seeds=5';

  it('is said in its link', () => {
    const { experiment, changes } = openLink(link);
    expect(changes).toEqual([]);
    expect(experiment.sweep).toEqual(sweep);
    expect(toFragment(experiment)).toBe(link);
  });

  it('trains its runs as without', () => {
    const { experiment } = openLink(link);
    const { sweep: _, ...plain } = experiment;
    expect(changeBetween(plain, experiment)).toEqual({ kind: 'none' });
  });

  it('loses a sweep that cannot be, in words', () => {
    const { experiment, changes } = openLink(link.replaceAll('knob:beta', 'knob:zeta'));
    expect(experiment).not.toHaveProperty('sweep');
    expect(changes.join()).toMatch(/no run that is trained has a knob "zeta"/);
  });
});
