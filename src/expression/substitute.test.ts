/** Substitution folds constants, keeps abbreviations and keeps what is shared shared. */
import { describe, expect, it } from 'vitest';
import { add, constant, type Expression, log, logSigmoid, mul, named, neg, sort, sub, symbol } from './node';
import { substitute } from './substitute';

const a = symbol('a', 'row');
const beta = symbol('beta', 'batch');
const smoothing = symbol('smoothing', 'batch');
const h = named('h', sub(a, 1));
const replacing = (replacements: Readonly<Record<string, Expression>>) => (name: string) => replacements[name];

describe('substitute', () => {
  it('folds the constants it brings in', () => {
    const smoothed = neg(
      add(mul(sub(1, smoothing), logSigmoid(mul(beta, h))), mul(smoothing, logSigmoid(neg(mul(beta, h))))),
    );
    expect(substitute(smoothed, replacing({ smoothing: constant(0) }))).toStrictEqual(neg(logSigmoid(mul(beta, h))));
  });

  it('leaves untouched what holds nothing to replace', () => {
    const e = log(mul(beta, h));
    expect(substitute(e, () => undefined)).toBe(e);
  });

  it('replaces abbreviations by name, without looking inside them', () => {
    expect(substitute(mul(beta, h), replacing({ h: a, a: constant(3) }))).toStrictEqual(mul(beta, a));
  });

  it('does not look inside replacements', () => {
    expect(substitute(a, replacing({ a: add(a, 1) }))).toStrictEqual(add(a, 1));
  });

  it('keeps an abbreviation whose meaning changed, on its new level', () => {
    expect(substitute(log(h), replacing({ a: constant(3) }))).toStrictEqual(log(named('h', constant(2))));
  });

  it('rebuilds minus signs, so that they fold too', () => {
    expect(substitute(neg(beta), replacing({ beta: constant(2) }))).toStrictEqual(constant(-2));
  });

  it('keeps shared parts shared and takes time by their number, not by their paths', () => {
    let deep: Expression = a;
    for (let depth = 0; depth < 60; depth += 1) deep = add(deep, deep);
    const result = substitute(deep, replacing({ a: beta }));
    expect(result.kind === 'binary' && result.left === result.right).toBe(true);
    const sorted = substitute(sort(mul(beta, a)), replacing({ beta: constant(2) }));
    expect(sorted.kind === 'binary' && sorted.left === sorted.right).toBe(true);
  });
});
