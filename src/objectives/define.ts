/**
 * What an objective is: a loss written once as an expression, with its paper, evidence and knobs.
 *
 * Numeric knobs reach the loss as symbols, so that a slider changes a number in a tensor. Choices, toggles, text and
 * the presence of an optional number select the form of the expression; those together are its structure.
 */

import { type Expression, symbol } from '../expression/node';
import { compile } from '../expression/program';
import type {
  ChoiceField,
  Field,
  Fields,
  FieldValues,
  NumberField,
  OptionalNumberField,
  TextField,
  ToggleField,
} from '../settings/fields';
import {
  type AnswerSymbols,
  answerSymbols,
  type GroupSymbols,
  groupSymbols,
  type PairSymbols,
  type PrefixSymbols,
  pairSymbols,
  prefixSymbols,
  type ResponseSymbols,
  type RivalSymbols,
  responseSymbols,
  rivalSymbols,
  type TokenSymbols,
  tokenSymbols,
} from './symbols';

/** How well the formula is supported; `reconstruction` is said on the page. */
export type Evidence =
  | 'official code'
  | 'library code'
  | 'paper'
  | 'third-party code'
  | 'closed form'
  | 'reconstruction'
  | 'your own';

export type ObjectiveKind = 'pairwise' | 'tokenwise' | 'groupwise' | 'tokens' | 'rivals' | 'prefixes' | 'exact';

/** The id of an ingredient of a method, and those of its settings that are not as usual. */
export interface Portion {
  readonly id: string;
  readonly params?: FieldValues;
}

export interface Paper {
  readonly title: string;
  readonly arxiv?: string;
  readonly equation?: string;
}

/** Knob values as the loss sees them. */
type KnobArgument<F extends Field> = F extends NumberField
  ? Expression
  : F extends OptionalNumberField
    ? Expression | undefined
    : F extends ChoiceField<infer Option>
      ? Option
      : F extends ToggleField
        ? boolean
        : F extends TextField
          ? string
          : never;
type KnobArguments<K extends Fields> = { readonly [Name in keyof K]: KnobArgument<K[Name]> };

/** A number that an objective carries from step to step, such as a running mean. */
interface CarriedNumber<Symbols, K extends Fields, Carried extends string> {
  readonly initial: number;
  /** Its value after a step, one number a batch, from its value before. */
  readonly next: (
    symbols: Symbols,
    knobs: KnobArguments<K>,
    carried: Readonly<Record<Carried, Expression>>,
  ) => Expression;
}

/** What a target for imitation is made from; tables [prompts, responses]. */
export interface Imitable {
  readonly prompts: readonly unknown[];
  readonly logRef: Float64Array;
  /** The true reward, and that of the run's judge. */
  readonly reward: Float64Array;
  readonly judged: Float64Array;
  /** How often the data have each response, summing to 1 for each prompt. */
  readonly data: Float64Array;
  readonly seed: number;
}

/** The share of each response in what is imitated, summing to 1 for each prompt. */
type TargetOf = (given: Imitable, knobs: FieldValues) => Float64Array;

interface Definition<Symbols, K extends Fields, Derived extends string, Carried extends string> {
  readonly id: string;
  readonly name: string;
  readonly paper: Paper;
  readonly evidence: Evidence;
  /** One plain sentence: what the loss asks of the policy. */
  readonly summary: string;
  /** Caveats a reader must know: a reconstruction, a trap, a name shared with another method. */
  readonly note?: string;
  readonly knobs: K;
  /** Whose responses it sees unless a run says otherwise; left out, those that are usual for its kind. */
  readonly draws?: Portion;
  /** Numbers computed from the knobs in float64; they reach the loss as symbols, after the knobs. */
  readonly derived?: Readonly<Record<Derived, (knobs: FieldValues) => number>>;
  /** What is carried from step to step, each run its own; the loss finds the values before the step in its fourth argument. */
  readonly state?: Readonly<Record<Carried, CarriedNumber<Symbols, K, Carried>>>;
  /** What the symbol `target` stands for, where the loss or the term over all responses imitates something. */
  readonly target?: TargetOf;
  /** Whether the target is the best policy that never leaves the data, which is drawn beside π*. */
  readonly isTargetBest?: true;
  /** Loss of one row: a pair, with or without its tokens, or a group. `derived` numbers are found in the third argument. */
  readonly loss: (
    symbols: Symbols,
    knobs: KnobArguments<K>,
    derived: Readonly<Record<Derived, Expression>>,
    carried: Readonly<Record<Carried, Expression>>,
  ) => Expression;
  /** An extra term over all responses to a prompt, such as a forward KL to the reference; undefined where it is off. */
  readonly regulariser?: (
    symbols: ResponseSymbols,
    knobs: KnobArguments<K>,
    carried: Readonly<Record<Carried, Expression>>,
  ) => Expression | undefined;
}

/** A carried number with its structure fixed: the symbol of this name stands for its value before the step. */
export interface CarriedForm {
  readonly name: string;
  readonly initial: number;
  readonly next: Expression;
}

/** The expressions of one objective with its structure fixed. */
export interface ObjectiveForm {
  readonly loss: Expression;
  readonly regulariser: Expression | undefined;
  /** Only what the loss reads. */
  readonly state: readonly CarriedForm[];
}

/** What is said of everything that a run can name: of objectives, which are trained, and of mixes, which are not. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly paper: Paper;
  readonly evidence: Evidence;
  readonly summary: string;
  readonly note: string | undefined;
  readonly knobs: Fields;
}

export interface Objective extends Entry {
  readonly kind: ObjectiveKind;
  readonly target: TargetOf | undefined;
  readonly isTargetBest: boolean;
  readonly draws: Portion | undefined;
  readonly derived: Readonly<Record<string, (knobs: FieldValues) => number>>;
  /** Names of the numbers that are carried from step to step where the loss reads them. */
  readonly carries: readonly string[];
  /** The expressions for these knob values. Values of numeric knobs do not matter, only which optional ones are set. */
  readonly form: (values: FieldValues) => ObjectiveForm;
}

const knobArgument = (name: string, field: Field, values: FieldValues): unknown => {
  if (field.kind === 'number') return symbol(name, 'batch');
  if (field.kind === 'optional-number') return values[name] === undefined ? undefined : symbol(name, 'batch');
  return values[name] ?? field.default;
};

const batchSymbols = <Name extends string>(named: Readonly<Record<string, unknown>>): Record<Name, Expression> =>
  Object.fromEntries(Object.keys(named).map((name) => [name, symbol(name, 'batch')])) as Record<Name, Expression>;

const objectiveOf =
  <Symbols>(kind: ObjectiveKind, symbols: Symbols) =>
  <const K extends Fields, Derived extends string, Carried extends string = never>(
    definition: Definition<Symbols, K, Derived, Carried>,
  ): Objective => {
    const {
      loss,
      regulariser,
      note,
      draws,
      target,
      isTargetBest = false,
      derived = {},
      state = {},
      ...rest
    } = definition;
    const form = (values: FieldValues): ObjectiveForm => {
      const knobs = Object.fromEntries(
        Object.entries(definition.knobs).map(([name, field]) => [name, knobArgument(name, field, values)]),
      ) as KnobArguments<K>;
      const derivedSymbols = batchSymbols<Derived>(derived);
      const carried = batchSymbols<Carried>(state);
      const ofLoss = loss(symbols, knobs, derivedSymbols, carried);
      const read = compile([ofLoss]).symbols;
      const numbers = Object.entries<CarriedNumber<Symbols, K, Carried>>(state);
      return {
        loss: ofLoss,
        regulariser: regulariser?.(responseSymbols, knobs, carried),
        state: numbers.flatMap(([name, { initial, next }]) =>
          read.has(name) ? [{ name, initial, next: next(symbols, knobs, carried) }] : [],
        ),
      };
    };
    return { ...rest, kind, note, draws, target, isTargetBest, derived, carries: Object.keys(state), form };
  };

/** An objective over preference pairs (chosen, rejected). */
export const pairwise = objectiveOf<PairSymbols>('pairwise', pairSymbols);
/** An objective over preference pairs that looks at their tokens. */
export const tokenwise = objectiveOf<TokenSymbols>('tokenwise', tokenSymbols);
/** An objective over groups of K scored candidates. */
export const groupwise = objectiveOf<GroupSymbols>('groupwise', groupSymbols);
/** An objective over the tokens of groups of K scored answers. */
export const tokens = objectiveOf<AnswerSymbols>('tokens', answerSymbols);
/** An objective over two answers to a prompt that nobody ranked. */
export const rivals = objectiveOf<RivalSymbols>('rivals', rivalSymbols);
/** An objective over every token of every response, beginning by beginning, with nothing sampled. */
export const prefixes = objectiveOf<PrefixSymbols>('prefixes', prefixSymbols);
/** An objective over every response to a prompt, with nothing sampled. */
export const exact = objectiveOf<ResponseSymbols>('exact', responseSymbols);
