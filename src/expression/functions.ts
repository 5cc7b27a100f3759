/** The functions of the language: how each is spelt, what builds it, and what its arguments must be. */
import {
  abs,
  type BinaryOperator,
  batchMean,
  type Expression,
  earlierSum,
  exp,
  exponentialUtility,
  groupLogSoftmax,
  groupSoftmax,
  groupSum,
  type Level,
  laterSum,
  log,
  logSigmoid,
  max,
  min,
  relu,
  sigmoid,
  sign,
  softplus,
  sortBy,
  sqrt,
  step,
  stopGradient,
  type UnaryOperator,
  unsortBy,
} from './node';

type Infix = 'add' | 'sub' | 'mul' | 'div' | 'pow';

/** The level an argument must be on; `knobs` is one number made of knobs and constants alone. */
export type Acceptance = Level | 'knobs' | 'any';

/** Typed as `spelling(argument)` or `spelling(first, second)`. */
interface LanguageFunction {
  readonly spelling: string;
  /** One entry an argument. */
  readonly accepts: readonly Acceptance[];
  /** A function of one argument does not read the second. */
  readonly build: (first: Expression, second: Expression) => Expression;
}

const one = (
  spelling: string,
  build: (argument: Expression) => Expression,
  accepted: Acceptance = 'any',
): LanguageFunction => ({ spelling, accepts: [accepted], build });

const two = (
  spelling: string,
  build: (first: Expression, second: Expression) => Expression,
  accepts: readonly [Acceptance, Acceptance] = ['any', 'any'],
): LanguageFunction => ({ spelling, accepts, build });

/** Every operator that is typed as a function. */
export const functionOf: Readonly<
  Record<Exclude<UnaryOperator, 'neg'> | Exclude<BinaryOperator, Infix>, LanguageFunction>
> = {
  exp: one('exp', exp),
  log: one('log', log),
  logSigmoid: one('logsigmoid', logSigmoid),
  sigmoid: one('sigmoid', sigmoid),
  softplus: one('softplus', softplus),
  relu: one('relu', relu),
  abs: one('abs', abs),
  sqrt: one('sqrt', sqrt),
  step: one('step', step),
  sign: one('sign', sign),
  stopGradient: one('stopgrad', stopGradient),
  batchMean: one('mean', batchMean, 'row'),
  groupSum: one('sum', groupSum, 'element'),
  groupSoftmax: one('softmax', groupSoftmax, 'element'),
  groupLogSoftmax: one('logsoftmax', groupLogSoftmax, 'element'),
  min: two('min', min),
  max: two('max', max),
  exponentialUtility: two('exponentialutility', exponentialUtility, ['any', 'knobs']),
  sortBy: two('sortby', sortBy, ['row', 'row']),
  unsortBy: two('unsortby', unsortBy, ['row', 'row']),
  laterSum: two('latersum', laterSum, ['element', 'any']),
  earlierSum: two('earliersum', earlierSum, ['element', 'any']),
};

/** `sort(x)` is short for `sortby(x, x)`. */
export const sortFunction: LanguageFunction = one('sort', (value) => sortBy(value, value), 'row');

const bySpelling: ReadonlyMap<string, LanguageFunction> = new Map(
  [...Object.values(functionOf), sortFunction].map((entry) => [entry.spelling, entry]),
);

/** The function so spelt, in whatever case. */
export const functionSpelt = (name: string): LanguageFunction | undefined => bySpelling.get(name.toLowerCase());

export const functionSpellings: readonly string[] = [...bySpelling.keys()];
