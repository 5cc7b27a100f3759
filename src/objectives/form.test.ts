import { describe, expect, it } from 'vitest';
import { compile } from '../expression/program';
import type { FieldValues } from '../settings/fields';
import type { Objective } from './define';
import {
  checkExpression,
  customKnobs,
  formOf,
  knobsOf,
  numbersAtStart,
  numericKnobs,
  objectiveById,
  objectives,
  structureKey,
} from './index';
import {
  answerSymbols,
  groupSymbols,
  pairSymbols,
  prefixSymbols,
  responseSymbols,
  rivalSymbols,
  tokenSymbols,
} from './symbols';

const named = (id: string): Objective => {
  const objective = objectiveById(id);
  if (objective === undefined) throw new Error(`no objective ${id}`);
  return objective;
};

const dataSymbols = new Set(
  [pairSymbols, tokenSymbols, groupSymbols, answerSymbols, rivalSymbols, prefixSymbols, responseSymbols].flatMap(
    (symbols) => Object.keys(symbols),
  ),
);

describe('objectives', () => {
  it('have distinct ids, and knobs that say what a higher value does', () => {
    expect(new Set(objectives.map(({ id }) => id)).size).toBe(objectives.length);
    for (const objective of objectives) {
      for (const [name, field] of Object.entries(knobsOf(objective, {}))) {
        if (field.kind !== 'number' && field.kind !== 'optional-number') continue;
        const [low, high] = field.range;
        expect(field.higher, `${objective.id} ${name}`).not.toBe('');
        expect(low <= field.default && field.default <= high, `${objective.id} ${name}`).toBe(true);
        expect(field.scale === 'linear' || low >= 0, `${objective.id} ${name}`).toBe(true);
      }
    }
  });

  it('read no number that neither a knob, nor the steps before, nor the data give', () => {
    for (const objective of objectives) {
      for (const values of [{}, { nll: 0.1, anchor: 0.2, logEpsilon: -5, lambdaReference: 0.3, labelSmoothing: 0.1 }]) {
        const { loss, regulariser } = formOf(objective, values);
        const given = numbersAtStart(objective, values);
        const read = compile(regulariser === undefined ? [loss] : [loss, regulariser]).symbols;
        for (const name of read) {
          expect(Number.isFinite(given[name]) || dataSymbols.has(name), `${objective.id} reads ${name}`).toBe(true);
        }
      }
    }
  });

  it('that rest on a reconstruction say so', () => {
    const reconstructed = objectives.filter(({ evidence }) => evidence === 'reconstruction');
    expect(reconstructed.map(({ id }) => id)).toEqual(['mpo', 'aihf', 'p3o', 'inverse-q']);
    for (const { note } of reconstructed) expect(note).toContain('reconstruction');
    expect(named('apa').note).toContain('reconstructed');
  });
});

describe('structure', () => {
  const key = (id: string, values: FieldValues): string => structureKey(named(id), values);

  it('does not change with the value of a numeric knob', () => {
    expect(key('dpo', { beta: 0.3 })).toBe(key('dpo', { beta: 5 }));
    expect(key('dpo', { nll: 0.3 })).toBe(key('dpo', { nll: 5 }));
    expect(key('ipo', {})).toBe(key('ipo', { lengthAveraged: false }));
  });

  it('changes with choices, toggles, texts and which optional numbers are set', () => {
    expect(key('dpo', { beta: 0.3, nll: 0.3 })).not.toBe(key('dpo', { beta: 0.3 }));
    expect(key('f-dpo', { divergence: 'alpha' })).not.toBe(key('f-dpo', { divergence: 'js' }));
    expect(key('ipo', { lengthAveraged: true })).not.toBe(key('ipo', {}));
    expect(key('custom', { expression: '-h' })).not.toBe(key('custom', { expression: '-2*h' }));
    expect(key('exo-pref', { logEpsilon: -10 })).not.toBe(key('exo-pref', {}));
  });

  it('leaves out terms that are off, and adds those that are on', () => {
    expect(formOf(named('dpo'), {}).regulariser).toBeUndefined();
    const { loss, regulariser } = formOf(named('dpo'), { nll: 1, anchor: 1 });
    expect(compile([loss]).symbols.has('nll')).toBe(true);
    expect(compile([loss]).symbols.has('anchor')).toBe(false);
    expect(regulariser && compile([regulariser]).symbols).toEqual(new Set(['anchor', 'logRef', 'logPi']));
    const both = formOf(named('mpo'), { lambdaReference: 1, anchor: 1 }).regulariser;
    expect(both && compile([both]).symbols).toEqual(new Set(['lambdaReference', 'anchor', 'logRef', 'logPi']));
  });

  it('lists numbers in one order, derived ones last', () => {
    const given = numericKnobs(named('adaptive-preference-scaling'), { nll: 2, rho: 0.2 });
    expect(given.map(({ name }) => name)).toEqual(['beta', 'rho', 'tauMin', 'tauMax', 'nll', 'xRho']);
    expect(given.at(-1)?.value).toBeCloseTo(1.418944, 6);
  });

  it('gives no temperature but the lowest when ρ ≥ log 2', () => {
    expect(numericKnobs(named('adaptive-preference-scaling'), { rho: 0.7 }).at(-1)?.value).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

describe('a visitor’s expression', () => {
  it('turns free names into knobs, in order', () => {
    expect(Object.keys(customKnobs('softplus(-scale * h) + weight * a_bar'))).toEqual(['scale', 'weight']);
    expect(Object.keys(knobsOf(named('custom'), { expression: '-tau * h' }))).toEqual([
      'expression',
      'tau',
      'nll',
      'anchor',
    ]);
    expect(Object.keys(knobsOf(named('custom'), {}))).toEqual(['expression', 'beta', 'nll', 'anchor']);
  });

  it('is the loss', () => {
    const { loss } = formOf(named('custom'), { expression: '-logsigmoid(beta * h)' });
    expect(compile([loss]).instructions).toEqual(compile([formOf(named('dpo'), {}).loss]).instructions);
  });

  it.each([
    ['', 'Type a formula'],
    ['-logsigmoid(beta *', 'ends'],
    ['beta', 'one number for the whole batch'],
    ['mean(h)', 'one number for the whole batch'],
    ['aRef - bRef', 'does not contain the policy'],
    ['nll * h', 'reserved'],
    ['constructor * h', 'reserved'],
    ['<script>alert(1)</script>', 'no meaning'],
    [`${'('.repeat(100)}h${')'.repeat(100)}`, 'nested'],
    [`h${' + h'.repeat(200)}`, 'characters'],
  ])('is refused in words: %s', (typed, words) => {
    expect(checkExpression(typed)).toContain(words);
    expect(customKnobs(typed)).toEqual({});
  });

  it('is accepted', () => {
    expect(checkExpression('-logsigmoid(beta * h)')).toBeUndefined();
    expect(checkExpression('(h - 1/(2*tau))^2')).toBeUndefined();
    expect(checkExpression('h - mean(h)')).toBeUndefined();
  });
});
