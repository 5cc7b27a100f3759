/** Reading and printing are inverse, and whatever cannot be read is refused in words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectives } from '../objectives';
import { groupSymbols, pairVocabulary, responseSymbols } from '../objectives/symbols';
import { defaultsOf } from '../settings/fields';
import { functionOf, sortFunction } from './functions';
import { add, constant, div, type Expression, logSigmoid, max, min, mul, named, neg, pow, sub, symbol } from './node';
import { freeSymbols, ParseError, type ParseOptions, parse } from './parse';
import { print } from './print';
import { anyCharacter } from './testing';

const groupVocabulary: ReadonlyMap<string, Expression> = new Map(Object.entries(groupSymbols));
const knobs = ['beta', 'gamma', 'kappa'].map((name) => symbol(name, 'batch'));
const roomy: ParseOptions = { longest: 1e6, deepest: 1000 };

const accepted = (acceptance: string, e: Expression): boolean =>
  acceptance === 'any' ||
  (acceptance === 'knobs'
    ? e.level === 'batch' && (e.kind === 'number' || e.kind === 'symbol')
    : e.level === acceptance);

/** Random trees built by the constructors; a function that does not accept an argument is left out. */
const expressions = (vocabulary: ReadonlyMap<string, Expression>): fc.Arbitrary<Expression> => {
  const leaf = fc.oneof(
    fc.constantFrom(...vocabulary.values(), ...knobs),
    fc.constantFrom(0, -0, 1, -1, 2, 0.5, -3, 1e-7, -1e-7, 1e21, 5e-324).map(constant),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(constant),
  );
  const functions = [...Object.values(functionOf), sortFunction];
  return fc
    .letrec<{ tree: Expression }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        leaf,
        tie('tree').map(neg),
        fc
          .tuple(fc.constantFrom(add, sub, mul, div, pow, min, max), tie('tree'), tie('tree'))
          .map(([build, left, right]) => build(left, right)),
        fc
          .tuple(fc.constantFrom(...functions), tie('tree'), tie('tree'))
          .map(([{ accepts, build }, first, second]) =>
            accepts.every((acceptance, index) => accepted(acceptance, index === 0 ? first : second))
              ? build(first, second)
              : first,
          ),
      ),
    }))
    .tree.filter((e) => !/Infinity|NaN/.test(print(e)));
};

const failure = (text: string, options?: ParseOptions): ParseError => {
  try {
    parse(text, pairVocabulary, options);
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError);
    if (error instanceof ParseError) return error;
  }
  throw new Error(`“${text}” was read`);
};

const h = pairVocabulary.get('h') ?? constant(Number.NaN);
const beta = symbol('beta', 'batch');

describe('round trip', () => {
  it.each([
    ['pairs', pairVocabulary],
    ['groups', groupVocabulary],
  ])('parse(print(e)) is e over the vocabulary of %s', (_, vocabulary) => {
    fc.assert(
      fc.property(expressions(vocabulary), (e) => {
        expect(parse(print(e), vocabulary, roomy)).toStrictEqual(e);
      }),
      { numRuns: 2000 },
    );
  });

  it('holds for every objective once its own abbreviations are in the vocabulary', () => {
    for (const { knobs: fields, form } of objectives) {
      const { loss } = form(defaultsOf(fields));
      const vocabulary = new Map(namesIn(loss));
      expect(parse(print(loss), vocabulary)).toStrictEqual(loss);
    }
  });
});

const namesIn = (e: Expression): readonly (readonly [string, Expression])[] => {
  if (e.kind === 'number') return [];
  if (e.kind === 'unary') return namesIn(e.argument);
  if (e.kind === 'binary') return [...namesIn(e.left), ...namesIn(e.right)];
  const inner = e.kind === 'named' ? namesIn(e.of) : [];
  return [...inner, [e.name, e]];
};

describe('what is read', () => {
  it('reads DPO, with its knob', () => {
    expect(parse('-logsigmoid(beta*h)', pairVocabulary)).toStrictEqual(neg(logSigmoid(mul(beta, h))));
  });

  it.each([
    ['−log σ(β·h)', '-logsigmoid(beta * h)'],
    ['σ(ρ_w) × τ − ε', 'sigmoid(rhoW) * tau - epsilon'],
    ['γ + α ÷ λ', 'gamma + alpha / lambda'],
    ['LogSigmoid(h)', 'logsigmoid(h)'],
    ['a_ref - b_ref', 'aRef - bRef'],
    ['h**2', 'h^2'],
    ['.5 * h + 1.', '0.5 * h + 1'],
    ['2^3^h', '2^3^h'],
    ['(2^3)^h', '(2^3)^h'],
    ['-h^2', '-h^2'],
    ['(-h)^2', '(-h)^2'],
    ['-(a * b)', '-(a * b)'],
    ['-a * b', '-a * b'],
    ['a - (b - h)', 'a - (b - h)'],
    ['(a - b) - h', 'a - b - h'],
    ['a / (b * h)', 'a / (b * h)'],
    ['sortby(h, h)', 'sort(h)'],
    ['h^-1', 'h^-1'],
    ['a - -2', 'a - -2'],
  ])('reads %s as %s', (typed, printed) => {
    expect(print(parse(typed, pairVocabulary))).toBe(printed);
  });

  it('binds powers to the right and tighter than a minus sign', () => {
    expect(parse('-a^b^2', pairVocabulary)).toStrictEqual(neg(pow(symbol('a', 'row'), pow(symbol('b', 'row'), 2))));
  });

  it('lists knobs in order of appearance', () => {
    const read = parse('gamma * h - beta * a + gamma', pairVocabulary);
    expect(freeSymbols(read, new Set(pairVocabulary.keys()))).toEqual(['gamma', 'beta']);
  });
});

describe('what is refused, in words', () => {
  it.each([
    ['', 0, 'Type a formula'],
    ['   ', 0, 'Type a formula'],
    ['h +', 3, 'ends where a number'],
    ['* h', 0, 'Before “*”'],
    ['2 h', 2, 'Between “2” and “h”'],
    ['βh', 1, 'Between “β” and “h”'],
    ['(h', 0, 'is never closed'],
    ['exp(h', 3, 'is never closed'],
    ['h)', 1, '“)” closes nothing'],
    ['h, a', 1, '“,” stands outside'],
    ['exp', 0, 'is a function: write exp(…)'],
    ['eval(h)', 0, '“eval” is not a function'],
    ['h(a)', 0, 'write h * (…)'],
    ['min(h)', 0, 'min takes two values, not 1'],
    ['exp(h, a)', 0, 'exp takes one value, not 2'],
    ['<script>alert(1)</script>', 0, '“<”'],
    ['h; 1', 1, '“;”'],
    ['h[0]', 1, '“[”'],
    ['`h`', 0, '“`”'],
    ['😀', 0, '“😀”'],
    ['__proto__', 0, 'cannot name a knob'],
    ['h * constructor', 4, '“constructor” is a reserved name'],
    ['toString + h', 0, '“toString” is a reserved name'],
    ['prototype', 0, 'reserved'],
    ['NaN * h', 0, 'reserved'],
    ['abcdefghijklmnopqrstuvwxy', 0, 'at most 23'],
    ['1e999 * h', 0, '“1e999” is too large'],
    ['1e308 + 1e308 - h', 0, '“1e308 + 1e308” is too large'],
    ['h + 1e300 * 1e300', 4, '“1e300 * 1e300” is too large'],
    ['sum(h)', 4, 'sum needs one number for each candidate of a group, but “h” is one number for each pair or group'],
    ['softmax(beta)', 8, 'softmax needs'],
    ['mean(beta)', 5, 'mean needs one number for each pair or group, but “beta” is one number for the whole batch'],
    ['mean(mean(h))', 5, 'mean needs'],
    ['sortby(h, beta)', 10, 'sortby needs'],
    ['exponentialutility(h, a)', 22, 'needs a knob'],
    ['exponentialutility(h, mean(a))', 22, 'needs a knob'],
    ['beta * rhow', 7, '“rhow” is not a symbol: did you mean rhoW?'],
    ['h / nw', 4, 'did you mean nW?'],
    ['-H', 1, 'did you mean h?'],
    ['RHO_L', 0, 'did you mean rhoL?'],
    ['h + \u202Eb', 4, '“⟨U+202E⟩” has no meaning'],
  ])('%s', (text, position, message) => {
    const error = failure(text);
    expect(error.message).toContain(message);
    expect(error.position).toBe(position);
  });

  it('text that is too long, whatever it holds', () => {
    expect(failure('('.repeat(100_000)).message).toContain('100000 characters');
    expect(failure('h+'.repeat(1e6)).position).toBe(500);
    expect(() => parse(`${'h+'.repeat(249)}h`, pairVocabulary)).not.toThrow();
  });

  it.each(['(', '-', 'exp(', '2^', '-(', 'min(h,'])('100,000 of %s nested, even with room for the text', (opening) => {
    const error = failure(opening.repeat(100_000), { longest: 1e7 });
    expect(error.message).toContain('More than 40 levels');
    expect(error.message.length).toBeLessThan(200);
  });

  it('forty levels are read, forty-one are not', () => {
    const nested = (depth: number): string => `${'('.repeat(depth)}h${')'.repeat(depth)}`;
    expect(parse(nested(40), pairVocabulary)).toBe(h);
    expect(failure(nested(41)).position).toBe(40 + 1);
  });

  it('nesting counts what is open, not what was closed', () => {
    const chain = Array.from({ length: 60 }, () => '(-h^-a)').join('+');
    expect(() => parse(chain, pairVocabulary)).not.toThrow();
  });

  it('a ninth knob', () => {
    const sum = (count: number): string => Array.from({ length: count }, (_, i) => `k${i}`).join('+');
    expect(freeSymbols(parse(sum(8), pairVocabulary), new Set())).toHaveLength(8);
    expect(failure(sum(9)).message).toContain('“k8” is one knob too many');
    expect(() => parse(`${sum(8)} + k0`, pairVocabulary)).not.toThrow();
  });

  it('names that the caller reserves', () => {
    expect(failure('nll * h', { reserved: new Set(['nll']) }).message).toContain('reserved');
  });

  it('never anything but a ParseError', () => {
    const fragments = fc.constantFrom(
      '(',
      ')',
      '-',
      '^',
      ',',
      '*',
      'h',
      'exp',
      'sum',
      'x1',
      '2',
      '1e9',
      'σ',
      '__proto__',
      '\u0000',
    );
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.array(fragments, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          parse(text, pairVocabulary);
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('print', () => {
  it('prints what is shared many times over once', () => {
    const text = `${'sort('.repeat(39)}h${')'.repeat(39)}`;
    expect(print(parse(text, pairVocabulary))).toBe(text);
  });

  it('prints an abbreviation as its name', () => {
    expect(print(named('x', sub(symbol('a', 'row'), 1)))).toBe('x');
  });

  it.each([
    [mul(-2, h), '-2 * h'],
    [neg(mul(2, h)), '-(2 * h)'],
    [pow(-2, h), '(-2)^h'],
    [constant(-0), '-0'],
    [constant(1e-7), '1e-7'],
    [add(h, -1), 'h + -1'],
    [responseSymbols.logStar, 'logStar'],
  ])('case %#', (e, printed) => {
    expect(print(e)).toBe(printed);
  });
});
