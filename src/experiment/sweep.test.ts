import { describe, expect, it } from 'vitest';
import type { Run } from '../settings/experiment';
import { axesFrom, settingsOf } from './sweep';

const dpo = { objective: 'dpo', knobs: { beta: 1 } };

const settings = (text: string, runs: readonly Run[] = [dpo]) => {
  const axes = axesFrom(text);
  return typeof axes === 'string' ? axes : settingsOf({ runs }, axes);
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
    ['zeta=1:2:2', /dpo has no knob "zeta"/],
  ])('says what is wrong with %s', (text, message) => {
    expect(settings(text)).toMatch(message);
  });

  it('takes no mixes', () => {
    expect(settings('alpha=0:1:2', [{ objective: 'expo', knobs: { beta: 1 } }])).toMatch(/expo is a mix/);
  });
});
