import { describe, expect, it } from 'vitest';
import { gradient } from '../expression/derivative';
import { evaluate, type Float64Inputs } from '../expression/float64';
import { type Expression, symbol } from '../expression/node';
import { substitute } from '../expression/substitute';
import { Stream } from '../math/stream';
import { defaultsOf, type Field, type FieldValue, type FieldValues, logStart } from '../settings/fields';
import type { Objective } from './define';
import { formOf, knobsOf, numbersAtStart, objectives } from './index';
import { answerSymbols, pairSymbols, prefixSymbols, responseSymbols, rivalSymbols, tokenSymbols } from './symbols';

const rows = 5;
const groupSize = 4;

/** Settings that a knob takes in turn; undefined leaves an optional one off. */
const settingsOf = (field: Field, stream: Stream): readonly (FieldValue | undefined)[] => {
  switch (field.kind) {
    case 'number':
    case 'optional-number': {
      // The middle half of the slider's way: its ends saturate the loss.
      const place = 0.25 + 0.5 * stream.uniform();
      const isLog = field.scale === 'log';
      const [low, high] = isLog ? [logStart(field.range), field.range[1]] : field.range;
      const value = isLog ? low * (high / low) ** place : low + (high - low) * place;
      return field.kind === 'number' ? [value] : [undefined, value];
    }
    case 'choice':
      return field.options;
    case 'toggle':
      return [false, true];
    case 'text':
      return [field.default, '-logsigmoid(beta * h) + lambda * relu(-rho_w)^2 / n_w + mean(b) * a_bar'];
    case 'list':
    case 'group':
      return [];
  }
};

/** The settings of an objective with each knob in turn in each of its forms. */
const variants = (objective: Objective, stream: Stream): readonly FieldValues[] => {
  const fields = knobsOf(objective, {});
  const base: Record<string, FieldValue> = { ...defaultsOf(fields) };
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'number') base[name] = settingsOf(field, stream)[0] ?? field.default;
  }
  return Object.entries(fields).flatMap(([name, field]) =>
    settingsOf(field, stream).map((value) => (value === undefined ? base : { ...base, [name]: value })),
  );
};

const uniform = (stream: Stream, length: number, low: number, high: number): Float64Array =>
  Float64Array.from({ length }, () => low + (high - low) * stream.uniform());

const pairInputs = (stream: Stream): Float64Inputs => {
  const aRef = uniform(stream, rows, -9, -3);
  const bRef = uniform(stream, rows, -9, -3);
  return {
    rows,
    groupSize: 1,
    symbols: {
      a: aRef.map((x) => x + 5 * stream.uniform() - 2.5),
      b: bRef.map((x) => x + 5 * stream.uniform() - 2.5),
      aRef,
      bRef,
      nW: uniform(stream, rows, 2, 6).map(Math.round),
      nL: uniform(stream, rows, 2, 6).map(Math.round),
    },
  };
};

/** log π beside log π_old: much less likely, about as likely, or much likelier, away from where a ratio is clipped. */
const beside = (stream: Stream, logOld: Float64Array): Float64Array =>
  logOld.map((x, i) => x + ([-1.7, 0, 1.2][i % 3] ?? 0) + 0.2 * stream.uniform() - 0.1);

const groupInputs = (stream: Stream): Float64Inputs => {
  const logOld = uniform(stream, rows * groupSize, -4, -1);
  return {
    rows,
    groupSize,
    symbols: {
      logPi: beside(stream, logOld),
      logOld,
      logRef: uniform(stream, rows * groupSize, -5, -0.5),
      logStar: uniform(stream, rows * groupSize, -5, -0.5),
      r: uniform(stream, rows * groupSize, -2, 2),
      win: uniform(stream, rows * groupSize, 0, 1),
      excess: uniform(stream, rows * groupSize, -2, 2),
      target: uniform(stream, rows * groupSize, 0, 1),
      n: uniform(stream, rows * groupSize, 1, 6).map(Math.round),
    },
  };
};

const rivalInputs = (stream: Stream): Float64Inputs => {
  const [logOld1, logOld2] = [uniform(stream, rows, -4, -1), uniform(stream, rows, -4, -1)];
  return {
    rows,
    groupSize: 1,
    symbols: {
      logPi1: beside(stream, logOld1),
      logPi2: beside(stream, logOld2),
      logOld1,
      logOld2,
      logRef1: uniform(stream, rows, -5, -0.5),
      logRef2: uniform(stream, rows, -5, -0.5),
      r1: uniform(stream, rows, -2, 2),
      r2: uniform(stream, rows, -2, 2),
      firstWins: uniform(stream, rows, 0, 1).map(Math.round),
      prefers: uniform(stream, rows, 0, 1),
    },
  };
};

/** Pairs whose responses fill all places: what stands after an end is no variable. */
const tokenInputs = (stream: Stream): Float64Inputs => {
  const logs = () => uniform(stream, rows * groupSize, -4, -0.2);
  const divergences = () => uniform(stream, rows * groupSize, 0, 1.5);
  return {
    rows,
    groupSize,
    symbols: {
      tokW: logs(),
      tokL: logs(),
      tokRefW: logs(),
      tokRefL: logs(),
      klW: divergences(),
      klL: divergences(),
      nW: uniform(stream, rows, 1, 4).map(Math.round),
      nL: uniform(stream, rows, 1, 4).map(Math.round),
      place: Float64Array.from({ length: rows * groupSize }, (_, i) => (i % groupSize) + 1),
      inBoth: uniform(stream, rows * groupSize, 0, 1).map(Math.round),
    },
  };
};

/** Two answers a group, the second ending after its first token. */
const answerInputs = (stream: Stream): Float64Inputs => {
  const logs = () => uniform(stream, rows * groupSize, -4, -0.2);
  const places = groupSize / 2;
  const atPlaces = (of: (answer: number, place: number) => boolean): Float64Array =>
    Float64Array.from({ length: rows * groupSize }, (_, i) =>
      of(Math.floor((i % groupSize) / places), i % places) ? 1 : 0,
    );
  const tokOld = logs();
  const valueOld = uniform(stream, rows * groupSize, -1, 1);
  const perAnswer = (low: number, high: number): Float64Array => {
    const each = uniform(stream, 2 * rows, low, high);
    return Float64Array.from({ length: rows * groupSize }, (_, i) => each[Math.floor(i / places)] ?? Number.NaN);
  };
  return {
    rows,
    groupSize,
    symbols: {
      tokPi: beside(stream, tokOld),
      tokOld,
      tokPiRef: logs(),
      valueOld,
      value: valueOld.map((x, i) => x + ([-1, 0, 0.9][i % 3] ?? 0) + 0.1 * stream.uniform()),
      isToken: atPlaces((answer, place) => answer === 0 || place === 0),
      isFirst: atPlaces((_, place) => place === 0),
      isLast: atPlaces((answer, place) => (answer === 0 ? place === places - 1 : place === 0)),
      r: perAnswer(-2, 2),
      n: perAnswer(1, 3).map(Math.round),
    },
  };
};

/** Tokens after beginnings, some of which may not stand there. */
const prefixInputs = (stream: Stream): Float64Inputs => {
  const count = rows * groupSize;
  return {
    rows,
    groupSize,
    symbols: {
      tok: uniform(stream, count, -4, -0.2),
      tokRef: uniform(stream, count, -4, -0.2),
      v: uniform(stream, count, -2, 2),
      vNext: uniform(stream, count, -2, 2),
      rEnd: uniform(stream, count, -2, 2),
      may: uniform(stream, count, 0, 1).map(Math.round),
      visit: uniform(stream, count, 0, 1),
    },
  };
};

/** Abbreviations that a gradient holds fixed; elsewhere τ of adaptive preference scaling is free, and must not matter. */
const heldFixed = ['z0', 'margin', 'heldKlW', 'shift', 'A', 'heldRho1', 'returns'];

/** The loss with what is held fixed replaced by its values at these inputs. */
const frozen = (loss: Expression, inputs: Float64Inputs): { loss: Expression; inputs: Float64Inputs } => {
  const symbols: Record<string, number | Float64Array> = { ...inputs.symbols };
  const held = new Map<string, Expression>();
  const collect = (e: Expression): void => {
    if (e.kind === 'named' && heldFixed.includes(e.name)) {
      const name = `held ${e.name}`;
      const [value] = evaluate([e.of], inputs);
      if (value !== undefined) symbols[name] = value;
      held.set(e.name, symbol(name, e.level));
    } else if (e.kind === 'named') collect(e.of);
    else if (e.kind === 'unary') collect(e.argument);
    else if (e.kind === 'binary') {
      collect(e.left);
      collect(e.right);
    }
  };
  collect(loss);
  return { loss: substitute(loss, (name) => held.get(name)), inputs: { ...inputs, symbols } };
};

const total = (loss: Expression, inputs: Float64Inputs): number => {
  const [value] = evaluate([loss], inputs);
  return value instanceof Float64Array ? value.reduce((sum, x) => sum + x, 0) : Number.NaN;
};

/** Fourth-order central difference of the total loss in one entry of a symbol. */
const difference = (loss: Expression, inputs: Float64Inputs, name: string, index: number): number => {
  const values = inputs.symbols[name];
  if (!(values instanceof Float64Array)) throw new Error(`${name} is not an array`);
  const at = (shift: number): number =>
    total(loss, {
      ...inputs,
      symbols: { ...inputs.symbols, [name]: values.map((x, i) => (i === index ? x + shift : x)) },
    });
  const d = 1e-3;
  return (8 * (at(d) - at(-d)) - (at(2 * d) - at(-2 * d))) / (12 * d);
};

/** The entry of one element, or of its row where that serves all its elements. */
const at = (value: number | Float64Array | undefined, index: number, { rows, groupSize }: Float64Inputs): number => {
  if (typeof value === 'number') return value;
  return value?.[value.length === rows ? Math.floor(index / groupSize) : index] ?? Number.NaN;
};

const expectDerivative = (expression: Expression, inputs: Float64Inputs, wrt: readonly string[]): void => {
  const symbols = wrt.map((name) => symbol(name, groupSize === inputs.groupSize ? 'element' : 'row'));
  const exact = evaluate(gradient(expression, symbols), inputs);
  const held = frozen(expression, inputs);
  const scale = Math.abs(total(expression, inputs));
  wrt.forEach((name, i) => {
    const derivative = exact[i];
    const entries = inputs.rows * inputs.groupSize;
    for (let index = 0; index < entries; index++) {
      const value = at(derivative, index, inputs);
      const expected = difference(held.loss, held.inputs, name, index);
      expect(
        Math.abs(value - expected),
        `∂/∂${name}[${index}] = ${value}, differences give ${expected}`,
      ).toBeLessThanOrEqual(1e-7 * (1 + Math.abs(expected) + scale));
    }
  });
};

describe('derivatives agree with finite differences', () => {
  it.each(objectives.map((objective) => [objective.id, objective] as const))('%s', (id, objective) => {
    const stream = Stream.named(7, id);
    for (const values of variants(objective, stream)) {
      const form = formOf(objective, values);
      const knobs = numbersAtStart(objective, values);
      const given = (inputs: Float64Inputs): Float64Inputs => ({ ...inputs, symbols: { ...inputs.symbols, ...knobs } });
      const { a, b } = pairSymbols;
      const { tokW, tokL, klW, klL } = tokenSymbols;
      if (objective.kind === 'pairwise') expectDerivative(form.loss, given(pairInputs(stream)), [a.name, b.name]);
      else if (objective.kind === 'tokenwise')
        expectDerivative(form.loss, given(tokenInputs(stream)), [tokW.name, tokL.name, klW.name, klL.name]);
      else if (objective.kind === 'prefixes') {
        const { tok, v, vNext } = prefixSymbols;
        expectDerivative(form.loss, given(prefixInputs(stream)), [tok.name, v.name, vNext.name]);
      } else if (objective.kind === 'rivals') {
        const { logPi1, logPi2 } = rivalSymbols;
        expectDerivative(form.loss, given(rivalInputs(stream)), [logPi1.name, logPi2.name]);
      } else if (objective.kind === 'tokens')
        expectDerivative(form.loss, given(answerInputs(stream)), [answerSymbols.tokPi.name, answerSymbols.value.name]);
      else expectDerivative(form.loss, given(groupInputs(stream)), [responseSymbols.logPi.name]);
      if (form.regulariser !== undefined) {
        expectDerivative(form.regulariser, given(groupInputs(stream)), [responseSymbols.logPi.name]);
      }
    }
  });
});
