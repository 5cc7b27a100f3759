/** What to compute for a case on a policy's own answers, and its results under the names of golden/README.md. */
import { gradient } from '../expression/derivative';
import { evaluate } from '../expression/float64';
import { add, type Expression, groupLogSoftmax, mul, step, sub, symbol } from '../expression/node';
import { compile } from '../expression/program';
import { abbreviations } from '../expression/tex';
import { meanOf } from '../math/averages';
import { CaseError } from './cases';
import type { OnPolicyCase } from './on-policy-case';
import { type OnPolicyForm, onPolicyForm } from './on-policy-cases';
import { estimators, klEstimate } from './policy-gradient';
import { type OnPolicyResult, type PreparedCase, repeated } from './results';

type Nested = number | readonly Nested[];

const fieldOf = (value: OnPolicyCase, field: string): readonly Nested[] => {
  const found = value[field];
  if (!Array.isArray(found)) throw new CaseError(`"${field}" is missing`);
  return found;
};

const flat = (values: readonly Nested[]): number[] =>
  values.flatMap((each) => (typeof each === 'number' ? [each] : flat(each)));

/** Where the numbers of a case stand in the rows of a loss. */
interface Places {
  readonly rows: number;
  readonly groupSize: number;
  /** The entries of a field, one an element, or one a row where rows have none. */
  readonly spread: (values: readonly Nested[], field: string) => Float64Array;
  /** One entry an element back to the shape of the case; `each`: one number an answer. */
  readonly gathered: (values: readonly number[], of: 'each' | 'answer') => readonly Nested[];
  /** Symbols that follow from the shape alone. */
  readonly symbols: Readonly<Record<string, Float64Array>>;
}

const chunks = <T>(values: readonly T[], size: number): T[][] =>
  Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));

const checked = (values: readonly Nested[], count: number, field: string): Float64Array => {
  const entries = flat(values);
  if (entries.length !== count) throw new CaseError(`"${field}" has ${entries.length} entries, not ${count}`);
  return Float64Array.from(entries);
};

const candidatePlaces = ({ groups, K }: OnPolicyCase): Places => {
  if (groups === undefined || K === undefined) throw new CaseError('"groups" and "K" are missing');
  return {
    rows: groups,
    groupSize: K,
    spread: (values, field) => checked(values, groups * K, field),
    gathered: (values) => chunks(values, K),
    symbols: {},
  };
};

const rowPlaces = (value: OnPolicyCase, first: string): Places => {
  const rows = fieldOf(value, first).length;
  return {
    rows,
    groupSize: 1,
    spread: (values, field) => checked(values, rows, field),
    gathered: (values) => values,
    symbols: {},
  };
};

/** T places for each answer; K answers make a row where there are groups, else each is one. */
const tokenPlaces = (value: OnPolicyCase): Places => {
  const lengths = flat(fieldOf(value, 'length'));
  const answers = lengths.length;
  const { K = 1 } = value;
  const depth = Math.max(...lengths, 2);
  const atPlaces = (of: (answer: number, place: number) => number): Float64Array =>
    Float64Array.from({ length: answers * depth }, (_, i) => of(Math.floor(i / depth), i % depth));
  const lengthOf = (answer: number): number => lengths[answer] ?? 0;
  return {
    rows: answers / K,
    groupSize: K * depth,
    spread: (values, field) => {
      const entries = flat(values);
      if (entries.length === answers) {
        return atPlaces((answer, place) => (place < lengthOf(answer) ? (entries[answer] ?? 0) : 0));
      }
      const tokens = values.map((each) => (typeof each === 'number' ? [each] : flat(each)));
      if (tokens.length !== answers || tokens.some((each, answer) => each.length !== lengthOf(answer))) {
        throw new CaseError(`"${field}" does not have the lengths of "length"`);
      }
      return atPlaces((answer, place) => tokens[answer]?.[place] ?? 0);
    },
    gathered: (values, of) => {
      const byAnswer = chunks(values, depth);
      if (of === 'answer')
        return chunks(
          byAnswer.map(([first = Number.NaN]) => first),
          K,
        );
      return byAnswer.map((each, answer) => each.slice(0, lengthOf(answer)));
    },
    symbols: {
      isToken: atPlaces((answer, place) => (place < lengthOf(answer) ? 1 : 0)),
      isFirst: atPlaces((_, place) => (place === 0 ? 1 : 0)),
      isLast: atPlaces((answer, place) => (place === lengthOf(answer) - 1 ? 1 : 0)),
    },
  };
};

const placesOf = ({ shape, fields }: OnPolicyForm, value: OnPolicyCase): Places => {
  if (shape === 'candidates') return candidatePlaces(value);
  return shape === 'tokens' ? tokenPlaces(value) : rowPlaces(value, Object.values(fields)[0] ?? '');
};

/** 1 where the gradient is cut: where the clipped branch of the loss is the larger one. */
const cutOf = (loss: Expression): Expression | undefined => {
  if (loss.kind === 'named') return cutOf(loss.of);
  if (loss.kind === 'unary') return cutOf(loss.argument);
  if (loss.kind !== 'binary') return undefined;
  return loss.operator === 'max' ? step(sub(loss.right, loss.left)) : (cutOf(loss.left) ?? cutOf(loss.right));
};

/** Abbreviations of a loss that are results, by their names in the case. */
const namedResults = {
  advantage: 'A',
  tokenReward: 'tokenReward',
  returns: 'returns',
  policyLoss: 'policyLoss',
  valueLoss: 'valueLoss',
} as const;

const prepareForm = (form: OnPolicyForm, value: OnPolicyCase): PreparedCase<OnPolicyResult> => {
  const { loss, fields, gradients, numbers, shape } = form;
  const { rows, groupSize, spread, gathered, symbols } = placesOf(form, value);
  const read = compile([loss]).symbols;
  const level = shape === 'rows' ? 'row' : 'element';
  const moving = Object.entries(gradients).filter(([, name]) => read.has(name));
  const meanings = new Map(abbreviations(loss).map(({ name, of }) => [name, of]));
  const named = Object.entries(namedResults).flatMap(([result, name]) => {
    const of = meanings.get(name);
    return of === undefined ? [] : [{ result, of }];
  });
  const cut = value.objective === 'ppo' && shape === 'candidates' ? cutOf(loss) : undefined;
  const each = (found: number | Float64Array | undefined): number[] => repeated(found, rows * groupSize);
  return {
    expressions: [
      loss,
      ...gradient(
        loss,
        moving.map(([, name]) => symbol(name, level)),
      ),
      ...named.map(({ of }) => of),
      ...(cut === undefined ? [] : [cut]),
    ],
    inputs: {
      rows,
      groupSize,
      symbols: {
        ...numbers,
        ...symbols,
        ...Object.fromEntries(
          Object.entries(fields).flatMap(([name, field]) =>
            read.has(name) ? [[name, spread(fieldOf(value, field), field)]] : [],
          ),
        ),
      },
    },
    result: ([losses, ...others]) => ({
      objective: value.objective,
      meanLoss: meanOf(repeated(losses, rows)),
      ...Object.fromEntries(
        moving.map(([result], i) => [
          result,
          gathered(
            each(others[i]).map((slope) => slope / rows),
            'each',
          ),
        ]),
      ),
      ...Object.fromEntries(
        named.map(({ result, of }, i) => {
          const found = others[moving.length + i];
          if (result.endsWith('Loss')) return [result, meanOf(repeated(found, rows))];
          const isOfAnswer = shape === 'tokens' && value.K !== undefined;
          return [result, gathered(each(found), isOfAnswer || of.level !== level ? 'answer' : 'each')];
        }),
      ),
      ...(cut === undefined ? {} : { clipped: gathered(each(others.at(-1)), 'each') }),
    }),
  };
};

/** k1, k2 or k3: its values, their mean, and the derivatives of their sum. */
const prepareEstimate = (value: OnPolicyCase): PreparedCase<OnPolicyResult> => {
  const estimator = estimators.find((known) => known === value.params.estimator);
  if (estimator === undefined) throw new CaseError(`"estimator" must be one of ${estimators.join(', ')}`);
  const logPi = symbol('logPi', 'row');
  const estimate = klEstimate(estimator, sub(logPi, symbol('logRef', 'row')));
  const { rows, groupSize, spread } = rowPlaces(value, 'logp');
  return {
    expressions: [estimate, ...gradient(estimate, [logPi])],
    inputs: {
      rows,
      groupSize,
      symbols: { logPi: spread(fieldOf(value, 'logp'), 'logp'), logRef: spread(fieldOf(value, 'ref'), 'ref') },
    },
    result: ([values, slopes]) => ({
      objective: value.objective,
      value: repeated(values, rows),
      mean: meanOf(repeated(values, rows)),
      gradLogp: repeated(slopes, rows),
    }),
  };
};

/** log softmax((1 − c) log π + c log π_ref) over one distribution. */
const prepareMixture = (value: OnPolicyCase): PreparedCase<OnPolicyResult> => {
  const [policy, reference] = ['policyLogp', 'refLogp'].map((field) => fieldOf(value, field));
  const { length = 0 } = policy ?? [];
  const c = value.params.mixtureCoefficient;
  if (typeof c !== 'number') throw new CaseError('"mixtureCoefficient" is missing');
  const [logPi, logRef] = [symbol('logPi', 'element'), symbol('logRef', 'element')];
  return {
    expressions: [groupLogSoftmax(add(mul(1 - c, logPi), mul(c, logRef)))],
    inputs: {
      rows: 1,
      groupSize: length,
      symbols: {
        logPi: checked(policy ?? [], length, 'policyLogp'),
        logRef: checked(reference ?? [], length, 'refLogp'),
      },
    },
    result: ([mixed]) => ({ objective: value.objective, mixtureLogp: repeated(mixed, length) }),
  };
};

/** Throws `CaseError` where the case lacks what its objective needs. */
export const prepareOnPolicy = (value: OnPolicyCase): PreparedCase<OnPolicyResult> => {
  if (value.objective === 'kl') return prepareEstimate(value);
  if (value.objective === 'geometric-mixture') return prepareMixture(value);
  const form = onPolicyForm(value.objective, value.params);
  if (form === undefined) throw new CaseError('this objective has no such level');
  return prepareForm(form, value);
};

/** The case in float64. Throws `CaseError` as `prepareOnPolicy` does. */
export const evaluateOnPolicy = (value: OnPolicyCase): OnPolicyResult => {
  const { expressions, inputs, result } = prepareOnPolicy(value);
  return result(evaluate(expressions, inputs));
};
