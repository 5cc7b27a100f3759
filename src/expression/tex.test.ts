/** Formulas come out as a reader would write them, and KaTeX takes every one. */
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { objectives } from '../objectives';
import type { Objective } from '../objectives/define';
import { dpo } from '../objectives/dpo';
import { exoRw } from '../objectives/exo-rw';
import { rlExact } from '../objectives/rl-exact';
import { glossary, pairVocabulary } from '../objectives/symbols';
import { defaultsOf } from '../settings/fields';
import {
  abs,
  add,
  batchMean,
  constant,
  div,
  type Expression,
  exp,
  exponentialUtility,
  groupLogSoftmax,
  groupSoftmax,
  groupSum,
  log,
  logSigmoid,
  max,
  min,
  mul,
  named,
  neg,
  type Operand,
  pow,
  relu,
  sigmoid,
  sign,
  softplus,
  sort,
  sortBy,
  sqrt,
  step,
  stopGradient,
  sub,
  symbol,
  unsortBy,
} from './node';
import { parse } from './parse';
import { substitute } from './substitute';
import { abbreviations, tex } from './tex';

const known: Readonly<Record<string, string>> = {
  h: 'h',
  beta: '\\beta',
  a: '\\log\\pi_w',
  star: '\\pi^*_i',
  ratio: '\\gamma/\\beta',
};
const symbols = (name: string): string | undefined => known[name];
const set = (e: Expression): string => {
  const written = tex(e, { symbols });
  katex.renderToString(written, { throwOnError: true, strict: 'error' });
  return written;
};

const h = symbol('h', 'row');
const a = symbol('a', 'row');
const beta = symbol('beta', 'batch');
const star = symbol('star', 'element');
const fraction = div(add(h, 1), beta);

const symbolsOf =
  ({ knobs }: Objective) =>
  (name: string): string | undefined => {
    const field = knobs[name];
    return (field !== undefined && 'tex' in field ? field.tex : undefined) ?? glossary[name]?.tex;
  };
const written = (objective: Objective, e: Expression): string => tex(e, { symbols: symbolsOf(objective) });
const withNumbers = (objective: Objective, e: Expression, values: Readonly<Record<string, number>>): string =>
  written(
    objective,
    substitute(e, (name) => {
      const value = values[name];
      return value === undefined ? undefined : constant(value);
    }),
  );

describe('objectives', () => {
  it('sets DPO as plainly as the paper', () => {
    const { loss } = dpo.form({});
    const plain = '-\\log\\sigma(\\beta h)';
    expect(
      written(
        dpo,
        substitute(loss, (name) => (name === 'labelSmoothing' ? constant(0) : undefined)),
      ),
    ).toBe(plain);
    expect(withNumbers(dpo, loss, { beta: 0.1234, labelSmoothing: 0 })).toBe('-\\log\\sigma(0.123\\,h)');
  });

  it('sets EXO as a divergence of shares, and says what the shares are', () => {
    const { loss } = exoRw.form({});
    expect(written(exoRw, loss)).toBe('\\sum_i p_i(\\log p_i - \\log q_i)');
    expect(abbreviations(loss).map(({ name, of }) => [name, written(exoRw, of)])).toEqual([
      ['p', '\\operatorname{softmax}_i(\\beta_\\pi \\rho_i)'],
      ['logP', '\\log\\operatorname{softmax}_i(\\beta_\\pi \\rho_i)'],
      ['logQ', '\\log\\operatorname{softmax}_i(r_i/\\beta_r)'],
      ['rho', '\\log\\pi_i - \\log\\pi^{\\text{ref}}_i'],
    ]);
  });

  it('sets exact RL as an expectation, with and without numbers', () => {
    const { loss } = rlExact.form({});
    expect(written(rlExact, loss)).toBe('\\sum_i \\pi_i(\\beta \\rho_i - r_i)');
    expect(withNumbers(rlExact, loss, { beta: 0.5 })).toBe('\\sum_i \\pi_i(0.5\\,\\rho_i - r_i)');
    expect(withNumbers(rlExact, loss, { beta: 1 })).toBe('\\sum_i \\pi_i(\\rho_i - r_i)');
  });

  it.each(objectives.map((objective) => [objective.id, objective] as const))(
    '%s is TeX that KaTeX takes',
    (_, objective) => {
      const values = defaultsOf(objective.knobs);
      const numbers = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'number'));
      const { loss, regulariser } = objective.form(values);
      const shown = [loss, regulariser]
        .flatMap((e) => (e === undefined ? [] : [e]))
        .flatMap((e) => [e, ...abbreviations(e).map(({ of }) => of)]);
      for (const e of shown) {
        for (const formula of [written(objective, e), withNumbers(objective, e, numbers as Record<string, number>)]) {
          expect(katex.renderToString(formula, { throwOnError: true, strict: 'error' })).toContain('katex');
          expect(formula).not.toMatch(/\\mathrm|undefined|NaN/);
        }
      }
    },
  );
});

describe('signs, sums and products', () => {
  it.each<[Expression, string]>([
    [neg(add(h, beta)), '-(h + \\beta)'],
    [sub(beta, sub(h, 1)), '\\beta - (h - 1)'],
    [add(beta, sub(h, 1)), '\\beta + h - 1'],
    [add(h, neg(beta)), 'h - \\beta'],
    [sub(h, neg(beta)), 'h + \\beta'],
    [sub(h, -2), 'h + 2'],
    [add(h, mul(-2, beta)), 'h - 2 \\beta'],
    [mul(beta, neg(h)), '-\\beta h'],
    [mul(neg(beta), neg(h)), '\\beta h'],
    [mul(sub(1, beta), h), '(1 - \\beta) h'],
    [mul(h, sub(1, beta)), 'h(1 - \\beta)'],
    [mul(0.1, h), '0.1\\,h'],
    [mul(h, 0.5), 'h \\cdot 0.5'],
    [mul(2, div(1, 3)), String(0.667)],
    [mul(2, pow(3, h)), '2 \\cdot 3^{h}'],
    [mul(log(h), beta), '\\beta \\log h'],
    [mul(log(h), log(beta)), '(\\log h) \\log\\beta'],
    [mul(a, h), 'h \\log\\pi_w'],
    [mul(symbol('ratio', 'batch'), h), '(\\gamma/\\beta) h'],
    [mul(abs(h), abs(beta)), '|h|\\,|\\beta|'],
  ])('case %#', (e, expected) => {
    expect(set(e)).toBe(expected);
  });
});

describe('fractions and powers', () => {
  it.each<[Expression, string]>([
    [div(h, beta), 'h/\\beta'],
    [div(neg(h), beta), '-h/\\beta'],
    [div(1, mul(2, beta)), '\\frac{1}{2 \\beta}'],
    [mul(div(h, beta), h), '\\frac{h}{\\beta} h'],
    [mul(3, div(1, beta)), '3 \\cdot \\frac{1}{\\beta}'],
    [div(a, beta), '\\frac{\\log\\pi_w}{\\beta}'],
    [sigmoid(fraction), '\\sigma\\left(\\frac{h + 1}{\\beta}\\right)'],
    [pow(fraction, 2), '\\left(\\frac{h + 1}{\\beta}\\right)^{2}'],
    [pow(h, 2), 'h^{2}'],
    [pow(neg(h), 2), '(-h)^{2}'],
    [pow(pow(h, 2), beta), '(h^{2})^{\\beta}'],
    [pow(star, 2), '(\\pi^*_i)^{2}'],
    [pow(exp(h), 2), '(e^{h})^{2}'],
    [pow(-2, neg(h)), '(-2)^{-h}'],
    [exponentialUtility(h, beta), '\\frac{1 - e^{-\\beta h}}{\\beta}'],
    [exponentialUtility(h, -1), '-(1 - e^{h})'],
  ])('case %#', (e, expected) => {
    expect(set(e)).toBe(expected);
  });
});

describe('functions', () => {
  it.each<[Expression, string]>([
    [exp(neg(h)), 'e^{-h}'],
    [exp(fraction), '\\exp\\left(\\frac{h + 1}{\\beta}\\right)'],
    [exp(exp(h)), '\\exp(e^{h})'],
    [exp(a), '\\pi_w'],
    [exp(logSigmoid(h)), '\\sigma(h)'],
    [exp(neg(a)), 'e^{-\\log\\pi_w}'],
    [log(h), '\\log h'],
    [log(beta), '\\log\\beta'],
    [log(neg(h)), '\\log(-h)'],
    [log(sub(1, exp(h))), '\\log(1 - e^{h})'],
    [log(a), '\\log(\\log\\pi_w)'],
    [log(sqrt(h)), '\\log\\sqrt{h}'],
    [softplus(h), '\\operatorname{softplus}(h)'],
    [sign(h), '\\operatorname{sign}(h)'],
    [relu(sub(1, h)), '[1 - h]_+'],
    [relu(relu(h)), '\\bigl[[h]_+\\bigr]_+'],
    [relu(fraction), '\\left[\\frac{h + 1}{\\beta}\\right]_+'],
    [abs(fraction), '\\left|\\frac{h + 1}{\\beta}\\right|'],
    [step(h), '\\mathbf{1}[h > 0]'],
    [stopGradient(h), '\\operatorname{sg}[h]'],
    [batchMean(neg(h)), '\\mathbb{E}[-h]'],
    [groupSum(star), '\\sum_i \\pi^*_i'],
    [groupSum(neg(star)), '-\\sum_i \\pi^*_i'],
    [groupSum(sub(star, 1)), '\\sum_i (\\pi^*_i - 1)'],
    [pow(groupSum(star), 2), '\\left(\\sum_i \\pi^*_i\\right)^{2}'],
    [groupSoftmax(star), '\\operatorname{softmax}_i(\\pi^*_i)'],
    [exp(groupLogSoftmax(star)), '\\operatorname{softmax}_i(\\pi^*_i)'],
    [min(h, neg(beta)), '\\min(h, -\\beta)'],
    [max(min(h, 1), 0), '\\max\\bigl(\\min(h, 1), 0\\bigr)'],
    [sort(mul(beta, h)), '\\operatorname{sort}(\\beta h)'],
    [sortBy(h, beta), '\\operatorname{sort}_{\\beta}(h)'],
    [unsortBy(h, beta), '\\operatorname{unsort}_{\\beta}(h)'],
    [sigmoid(sub(h, mul(beta, sub(h, 1)))), '\\sigma\\bigl(h - \\beta(h - 1)\\bigr)'],
  ])('case %#', (e, expected) => {
    expect(set(e)).toBe(expected);
  });
});

describe('numbers', () => {
  it.each<[number, string]>([
    [0.12345, '0.123'],
    [-1234.5, '-1230'],
    [0, '0'],
    [1e-7, '10^{-7}'],
    [2.5e-7, '2.5 \\cdot 10^{-7}'],
    [-3e21, '-3 \\cdot 10^{21}'],
    [Number.POSITIVE_INFINITY, '\\infty'],
  ])('%d', (value, expected) => {
    expect(set(constant(value))).toBe(expected);
  });

  it('are written as the caller likes', () => {
    expect(tex(mul(0.123456, h), { symbols, number: String })).toBe('0.123456\\,h');
  });

  it.each<[Operand, Operand, string]>([
    [2.5e-7, h, '2.5 \\cdot 10^{-7}\\,h'],
    [h, 1e-7, 'h \\cdot 10^{-7}'],
  ])('stand apart from what they multiply: case %#', (left, right, expected) => {
    expect(set(mul(left, right))).toBe(expected);
  });
});

describe('names nobody knows', () => {
  it.each([
    ['myKnob', '\\mathrm{myKnob}'],
    ['alpha', '\\alpha'],
    ['epsilon', '\\varepsilon'],
    ['x_1', '\\mathrm{x1}'],
    ['\\href{javascript:alert(1)}{x}', '\\mathrm{hrefjavascriptalert1x}'],
    ['<img src=x onerror=alert(1)>', '\\mathrm{img srcx onerroralert1}'],
    ['}^{', '\\mathrm{}'],
    ['constructor', '\\mathrm{constructor}'],
  ])('%s', (name, expected) => {
    expect(tex(symbol(name, 'batch'), { symbols: () => undefined })).toBe(expected);
  });
});

describe('formulas that refer to their parts again and again', () => {
  const nested = (opening: string, closing: string, depth: number): string =>
    `${opening.repeat(depth)}h${closing.repeat(depth)}`;

  it('walks through each part once', () => {
    const sorted = parse(nested('sort(', ')', 39), pairVocabulary);
    expect(tex(sorted, { symbols }).match(/sort/g)).toHaveLength(39);
    expect(abbreviations(sorted).map(({ name }) => name)).toEqual(['h', 'rhoW', 'rhoL']);
  });

  it('says in words that a formula is too long once its parts are written out', () => {
    const rates = (depth: number): Expression =>
      parse(`exponentialutility(h, ${'exponentialutility(k, '.repeat(depth)}k${')'.repeat(depth + 1)}`, pairVocabulary);
    expect(tex(rates(3), { symbols })).toContain('\\frac');
    expect(tex(rates(12), { symbols })).toBe('\\text{too long to draw}');
  });
});

describe('abbreviations', () => {
  it('lists each once: those in sight first, in order, then those inside them', () => {
    const inner = named('inner', add(h, 1));
    const x = named('x', mul(inner, 2));
    const y = named('y', add(inner, x));
    const listed = abbreviations(add(mul(y, x), y));
    expect(listed.map(({ name }) => name)).toEqual(['y', 'x', 'inner']);
    expect(listed[1]).toEqual({ name: 'x', of: x.of });
  });

  it('is empty where nothing is abbreviated', () => {
    expect(abbreviations(add(h, 1))).toEqual([]);
  });
});
