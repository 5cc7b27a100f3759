import { describe, expect, it } from 'vitest';
import family from './golden/family.json';
import { answerCase, oracleByKind } from './index';

/** Numbers closer than this, absolute or relative, are the same; the cases ask for 1e-6 absolute. */
const tolerance = 1e-8;

const expectSame = (actual: unknown, expected: unknown, path: string): void => {
  if (typeof expected === 'number') {
    if (typeof actual !== 'number') throw new Error(`${path} is ${JSON.stringify(actual)}`);
    expect(Math.abs(actual - expected), path).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
  } else if (typeof expected === 'object' && expected !== null) {
    const found = new Map(Object.entries(actual ?? {}));
    expect(found.size, path).toBe(Object.keys(expected).length);
    for (const [name, value] of Object.entries(expected)) expectSame(found.get(name), value, `${path}.${name}`);
  } else {
    expect(actual, path).toEqual(expected);
  }
};

describe('oracles', () => {
  it('answer every kind of golden case', () => {
    const kinds = new Set(family.map(({ kind }) => kind));
    expect([...kinds].filter((kind) => !oracleByKind.has(kind))).toEqual([]);
  });

  it.each(family.map((value, index) => [index, value.kind, value] as const))('case %i: %s', (_, kind, value) => {
    const { kind: answered, ...answer } = answerCase(kind, value);
    // Where an input comes back with more in it, that is expected.
    const inputs = (oracleByKind.get(kind)?.inputs ?? []).filter((name) => !(name in answer));
    const given = ['kind', 'source', ...inputs];
    expect(answered).toBe(kind);
    expectSame(answer, Object.fromEntries(Object.entries(value).filter(([name]) => !given.includes(name))), kind);
  });
});
