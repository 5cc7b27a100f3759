/**
 * The language in which objectives are written: immutable expression nodes over the paper's own symbols.
 *
 * A value lives on one of three levels: `batch` (one number a run: knobs, constants, batch means), `row` (one a
 * preference pair, or one a group of candidates) and `element` (one a candidate, or one a response). Arithmetic
 * broadcasts upwards. Constructors fold constants, so that derivatives stay readable.
 */

export type Level = 'batch' | 'row' | 'element';

export const unaryOperators = [
  'neg',
  'exp',
  'log',
  'logSigmoid',
  'sigmoid',
  'softplus',
  'relu',
  'abs',
  'sqrt',
  'step',
  'sign',
  'stopGradient',
  'batchMean',
  'groupSum',
  'groupSoftmax',
  'groupLogSoftmax',
] as const;
export const binaryOperators = [
  'add',
  'sub',
  'mul',
  'div',
  'min',
  'max',
  'pow',
  'exponentialUtility',
  'sortBy',
  'unsortBy',
  'laterSum',
  'earlierSum',
] as const;

export type UnaryOperator = (typeof unaryOperators)[number];
export type BinaryOperator = (typeof binaryOperators)[number];

export interface NumberNode {
  readonly kind: 'number';
  readonly level: Level;
  readonly value: number;
}

/** A symbol from the data, or a knob. */
export interface SymbolNode {
  readonly kind: 'symbol';
  readonly name: string;
  readonly level: Level;
}

/** An abbreviation: reads as `name`, computes as `of`. */
export interface NamedNode {
  readonly kind: 'named';
  readonly level: Level;
  readonly name: string;
  readonly of: Expression;
}

export interface UnaryNode {
  readonly kind: 'unary';
  readonly level: Level;
  readonly operator: UnaryOperator;
  readonly argument: Expression;
}

export interface BinaryNode {
  readonly kind: 'binary';
  readonly level: Level;
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export type Expression = NumberNode | SymbolNode | NamedNode | UnaryNode | BinaryNode;
export type Operand = Expression | number;

const rank: Readonly<Record<Level, number>> = { batch: 0, row: 1, element: 2 };
export const isBelow = (a: Level, b: Level): boolean => rank[a] < rank[b];
export const higher = (a: Level, b: Level): Level => (isBelow(a, b) ? b : a);

export const constant = (value: number): NumberNode => ({ kind: 'number', level: 'batch', value });
export const symbol = (name: string, level: Level): SymbolNode => ({ kind: 'symbol', name, level });
export const named = (name: string, of: Expression): NamedNode => ({ kind: 'named', level: of.level, name, of });

const lift = (operand: Operand): Expression => (typeof operand === 'number' ? constant(operand) : operand);
const isNumber = (e: Expression, value?: number): e is NumberNode =>
  e.kind === 'number' && (value === undefined || e.value === value);

const unaryLevel = (operator: UnaryOperator, argument: Level): Level => {
  if (operator === 'batchMean') return 'batch';
  if (operator === 'groupSum' && argument === 'element') return 'row';
  return argument;
};

const applyUnary = (operator: UnaryOperator, argument: Expression): UnaryNode => ({
  kind: 'unary',
  level: unaryLevel(operator, argument.level),
  operator,
  argument,
});

const unary =
  (operator: UnaryOperator) =>
  (operand: Operand): Expression =>
    applyUnary(operator, lift(operand));

const binary = (operator: BinaryOperator, left: Expression, right: Expression): BinaryNode => ({
  kind: 'binary',
  level: higher(left.level, right.level),
  operator,
  left,
  right,
});

/**
 * Exponentials end here: e^x is e^60 from x = 60 on. Where a loss multiplies one with something that vanishes there, such
 * as a log-ratio's exponential with the slope of a solved pair, ∞ · 0 would be no number; e^60 leaves 32-bit numbers room
 * for all other factors.
 */
export const largestExponent = 60;

/** e^x, up to `largestExponent`; its derivative is its value everywhere, so that what lies beyond is still pulled back. */
export const exp = unary('exp');
export const log = unary('log');
/** log σ(x) = −softplus(−x). */
export const logSigmoid = unary('logSigmoid');
export const sigmoid = unary('sigmoid');
export const softplus = unary('softplus');
/** max(0, x); its derivative at 0 is 0. */
export const relu = unary('relu');
export const abs = unary('abs');
export const sqrt = unary('sqrt');
/** 1 where x > 0, else 0. */
export const step = unary('step');
export const sign = unary('sign');
/** The value of x, with derivative zero. */
export const stopGradient = unary('stopGradient');
/** Mean over the batch's rows. */
export const batchMean = unary('batchMean');
/** Sum over the candidates of a group, or over all responses to a prompt. */
export const groupSum = unary('groupSum');
export const groupSoftmax = unary('groupSoftmax');
export const groupLogSoftmax = unary('groupLogSoftmax');

export const neg = (operand: Operand): Expression => {
  const x = lift(operand);
  if (isNumber(x)) return constant(-x.value);
  if (x.kind === 'unary' && x.operator === 'neg') return x.argument;
  return applyUnary('neg', x);
};

export const add = (a: Operand, b: Operand): Expression => {
  const [left, right] = [lift(a), lift(b)];
  if (isNumber(left) && isNumber(right)) return constant(left.value + right.value);
  if (isNumber(left, 0)) return right;
  if (isNumber(right, 0)) return left;
  return binary('add', left, right);
};

export const sub = (a: Operand, b: Operand): Expression => {
  const [left, right] = [lift(a), lift(b)];
  if (isNumber(left) && isNumber(right)) return constant(left.value - right.value);
  if (isNumber(left, 0)) return neg(right);
  if (isNumber(right, 0)) return left;
  return binary('sub', left, right);
};

export const mul = (a: Operand, b: Operand): Expression => {
  const [left, right] = [lift(a), lift(b)];
  if (isNumber(left) && isNumber(right)) return constant(left.value * right.value);
  if (isNumber(left, 0) || isNumber(right, 0)) return constant(0);
  if (isNumber(left, 1)) return right;
  if (isNumber(right, 1)) return left;
  if (isNumber(left, -1)) return neg(right);
  if (isNumber(right, -1)) return neg(left);
  return binary('mul', left, right);
};

export const div = (a: Operand, b: Operand): Expression => {
  const [left, right] = [lift(a), lift(b)];
  if (isNumber(left) && isNumber(right) && right.value !== 0) return constant(left.value / right.value);
  if (isNumber(left, 0)) return constant(0);
  if (isNumber(right, 1)) return left;
  return binary('div', left, right);
};

export const pow = (a: Operand, b: Operand): Expression => {
  const [base, exponent] = [lift(a), lift(b)];
  if (isNumber(exponent, 1)) return base;
  if (isNumber(exponent, 0)) return constant(1);
  return binary('pow', base, exponent);
};

export const min = (a: Operand, b: Operand): Expression => binary('min', lift(a), lift(b));
export const max = (a: Operand, b: Operand): Expression => binary('max', lift(a), lift(b));
/**
 * (1 − e^(−kx))/k, which is x at k = 0: smooth through k = 0, where the written fraction is 0/0.
 * Its derivative in x is e^(−kx). Evaluate it as −expm1(−kx)/k, with the exponent up to `largestExponent`.
 */
export const exponentialUtility = (x: Operand, k: Operand): Expression => {
  const [argument, rate] = [lift(x), lift(k)];
  return isNumber(rate, 0) ? argument : binary('exponentialUtility', argument, rate);
};
/** The batch's values of `value`, in ascending order of `key`. */
export const sortBy = (value: Operand, key: Operand): Expression => binary('sortBy', lift(value), lift(key));
/** The inverse of `sortBy`: puts the i-th value where the i-th smallest `key` stands. */
export const unsortBy = (value: Operand, key: Operand): Expression => binary('unsortBy', lift(value), lift(key));
/**
 * Σ over the elements after each of its row, damped by the decay of those in between: y_i = x_{i+1} + c_{i+1} y_{i+1}, and 0
 * for the last. With c = 0 it is the next element; c is always fixed.
 */
export const laterSum = (x: Operand, decay: Operand): Expression => binary('laterSum', lift(x), lift(decay));
/** The same of the elements before each, the transpose of `laterSum`: y_i = x_{i−1} + c_{i−1} y_{i−1}. */
export const earlierSum = (x: Operand, decay: Operand): Expression => binary('earlierSum', lift(x), lift(decay));
export const sort = (value: Operand): Expression => sortBy(value, value);
