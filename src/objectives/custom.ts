/** The visitor's own objective: a pairwise loss typed as an expression, whose free names become knobs. */

import type { Expression } from '../expression/node';
import { freeSymbols, ParseError, parse } from '../expression/parse';
import { keptByText } from '../settings/answers';
import { type Fields, knob, text } from '../settings/fields';
import { labelOf } from '../settings/label';
import { commonKnobs } from './common';
import { pairwise } from './define';
import { pairVocabulary } from './symbols';

const longest = 300;
const mostKnobs = 8;

/** Names that are spoken for in a run's settings, or by the terms that common knobs add. */
const reserved: ReadonlySet<string> = new Set([
  'expression',
  'logPi',
  'logRef',
  ...Object.keys(commonKnobs({ kind: 'pairwise', draws: undefined })),
]);

const readings = keptByText<Expression>();

const read = (typed: string): Expression =>
  readings(typed, () => parse(typed, pairVocabulary, { longest, mostKnobs, reserved }));

const policySymbols: ReadonlySet<string> = new Set(['a', 'b']);

const namesIn = (expression: Expression): readonly string[] => freeSymbols(expression, new Set());

/** The expression typed, or the words that say what is wrong with it. */
const readAsLoss = (typed: string): Expression | string => {
  try {
    const expression = read(typed);
    if (expression.level === 'batch') {
      return 'The formula gives one number for the whole batch; a loss is one number for each pair, so use h, a or b outside the mean.';
    }
    return namesIn(expression).some((name) => policySymbols.has(name))
      ? expression
      : 'The formula does not contain the policy: use h, a, b or a name made of them.';
  } catch (error) {
    if (error instanceof ParseError) return error.message;
    throw error;
  }
};

/** What is wrong with a visitor's expression, in words; undefined where nothing is. */
export const checkExpression = (typed: string): string | undefined => {
  const result = readAsLoss(typed);
  return typeof result === 'string' ? result : undefined;
};

/** Knobs for the free names of a visitor's expression, in order of appearance; none where it cannot be read. */
export const customKnobs = (typed: string): Fields => {
  const result = readAsLoss(typed);
  if (typeof result === 'string') return {};
  const names = namesIn(result).filter((name) => !pairVocabulary.has(name));
  return Object.fromEntries(
    names.map((name) => [
      name,
      knob({ default: 1, range: [0, 10], scale: 'log', higher: `makes ${labelOf(name)} larger in the formula` }),
    ]),
  );
};

/** Its form throws `ParseError` for an expression that cannot be read; `checkExpression` tells beforehand. */
export const custom = pairwise({
  id: 'custom',
  name: 'Your own',
  paper: { title: 'An expression typed here' },
  evidence: 'your own',
  summary: 'Whatever loss of a pair you type; every name you make up becomes a knob.',
  note: 'Knobs are not negative: write a minus sign in the formula.',
  knobs: { expression: text('loss of a pair', '-logsigmoid(beta * h)', longest) },
  loss: (_, { expression }) => read(expression),
});
