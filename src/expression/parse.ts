/** Reads what a visitor types as an expression. The text is never evaluated as code. */
import { type Acceptance, functionOf, functionSpellings, functionSpelt } from './functions';
import { add, constant, div, type Expression, type Level, mul, neg, pow, sub, symbol } from './node';
import { ParseError, quoted } from './parse-error';
import { compile } from './program';
import { type Token, tokenise } from './tokens';

export { ParseError } from './parse-error';

export interface ParseOptions {
  /** Characters at most; 500 unless told. */
  readonly longest?: number;
  /** Parentheses, minus signs and exponents inside one another at most; 40 unless told. */
  readonly deepest?: number;
  /** Free names, which become knobs, at most; 8 unless told. */
  readonly mostKnobs?: number;
  /** Names that a knob may not have, besides those of JavaScript's own objects. */
  readonly reserved?: ReadonlySet<string>;
}

const knobName = /^[A-Za-z][A-Za-z0-9_]{0,23}$/;
const javascriptNames: ReadonlySet<string> = new Set([
  'prototype',
  'undefined',
  'null',
  'true',
  'false',
  'NaN',
  'Infinity',
]);

const levelWords: Readonly<Record<Level, string>> = {
  batch: 'one number for the whole batch',
  row: 'one number for each pair or group',
  element: 'one number for each candidate of a group',
};

/** `rho_w` for `rhoW`. */
const camelCase = (name: string): string => name.replace(/_([A-Za-z])/g, (_, letter: string) => letter.toUpperCase());
/** What `rhoW`, `rhow` and `RHO_W` have in common. */
const bareName = (name: string): string => name.replaceAll('_', '').toLowerCase();

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #vocabulary: ReadonlyMap<string, Expression>;
  readonly #deepest: number;
  readonly #mostKnobs: number;
  readonly #reserved: ReadonlySet<string>;
  readonly #knobs = new Map<string, Expression>();
  #next = 0;
  #depth = 0;

  constructor(text: string, vocabulary: ReadonlyMap<string, Expression>, options: ParseOptions) {
    this.#text = text;
    this.#tokens = tokenise(text);
    this.#vocabulary = vocabulary;
    this.#deepest = options.deepest ?? 40;
    this.#mostKnobs = options.mostKnobs ?? 8;
    this.#reserved = options.reserved ?? new Set();
  }

  whole(): Expression {
    const result = this.#sum();
    if (this.#peek().kind !== 'end') throw this.#unexpectedAfterOperand();
    return result;
  }

  #peek(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new ParseError(this.#text.length, 'The formula ends too early.');
    return token;
  }

  #take(sign: string): boolean {
    const token = this.#peek();
    const found = token.kind === 'sign' && token.text === sign;
    if (found) this.#next += 1;
    return found;
  }

  /** What was typed from `token` up to the next token to be read. */
  #typedSince(token: Token): string {
    return this.#text.slice(token.position, this.#peek().position).trimEnd();
  }

  #nested<Result>(read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > this.#deepest) {
      const { position } = this.#peek();
      const rest = quoted(this.#text.slice(position));
      throw new ParseError(position, `More than ${this.#deepest} levels are nested at ${rest}. Write it flatter.`);
    }
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Refuses constants that fold to infinity or to no number at all. */
  #finite(start: Token, result: Expression): Expression {
    if (result.kind === 'number' && !Number.isFinite(result.value)) {
      throw new ParseError(start.position, `${quoted(this.#typedSince(start))} is too large to compute with.`);
    }
    return result;
  }

  #sum(): Expression {
    const start = this.#peek();
    let result = this.#product();
    for (;;) {
      if (this.#take('+')) result = add(result, this.#product());
      else if (this.#take('-')) result = sub(result, this.#product());
      else return result;
      this.#finite(start, result);
    }
  }

  #product(): Expression {
    const start = this.#peek();
    let result = this.#signed();
    for (;;) {
      if (this.#take('*')) result = mul(result, this.#signed());
      else if (this.#take('/')) result = div(result, this.#signed());
      else return result;
      this.#finite(start, result);
    }
  }

  #signed(): Expression {
    if (this.#take('-')) return neg(this.#nested(() => this.#signed()));
    const base = this.#operand();
    return this.#take('^')
      ? pow(
          base,
          this.#nested(() => this.#signed()),
        )
      : base;
  }

  #operand(): Expression {
    const token = this.#peek();
    if (this.#take('(')) return this.#nested(() => this.#closed(token));
    if (token.kind !== 'number' && token.kind !== 'name') throw this.#missingOperand();
    this.#next += 1;
    if (token.kind === 'number') return this.#finite(token, constant(Number(token.text)));
    const opening = this.#peek();
    return this.#take('(') ? this.#nested(() => this.#application(token, opening)) : this.#name(token);
  }

  #closed(opening: Token): Expression {
    const inner = this.#sum();
    this.#close(opening);
    return inner;
  }

  #close(opening: Token): void {
    if (this.#take(')')) return;
    if (this.#peek().kind !== 'end') throw this.#unexpectedAfterOperand();
    const from = quoted(this.#text.slice(opening.position));
    throw new ParseError(opening.position, `The parenthesis opened at ${from} is never closed.`);
  }

  #application(token: Token, opening: Token): Expression {
    const called = functionSpelt(token.text);
    if (called === undefined) {
      const known = this.#vocabulary.has(token.text) ? `write ${token.typed} * (…) for a product. ` : '';
      throw new ParseError(
        token.position,
        `${quoted(token.typed)} is not a function; ${known}the functions are ${functionSpellings.join(', ')}.`,
      );
    }
    const argument = (index: number): Expression => this.#argument(called.spelling, called.accepts[index] ?? 'any');
    const first = argument(0);
    const values = [first];
    while (this.#take(',')) values.push(argument(values.length));
    this.#close(opening);
    if (values.length !== called.accepts.length) {
      const wanted = called.accepts.length === 1 ? 'one value' : 'two values';
      throw new ParseError(token.position, `${called.spelling} takes ${wanted}, not ${values.length}.`);
    }
    return called.build(first, values[1] ?? first);
  }

  #argument(spelling: string, accepted: Acceptance): Expression {
    const start = this.#peek();
    const value = this.#sum();
    const refuse = (needs: string, is: string): ParseError =>
      new ParseError(start.position, `${spelling} needs ${needs}, but ${quoted(this.#typedSince(start))} is ${is}.`);
    if (accepted === 'knobs') {
      if (!this.#madeOfKnobs(value)) throw refuse('a knob or a constant there', 'made of data');
    } else if (accepted !== 'any' && value.level !== accepted) {
      throw refuse(levelWords[accepted], levelWords[value.level]);
    }
    return value;
  }

  #madeOfKnobs(value: Expression): boolean {
    const names = [...compile([value]).symbols];
    return names.every((name) => this.#knobs.has(name) || this.#vocabulary.get(name)?.level === 'batch');
  }

  #name(token: Token): Expression {
    const name = token.text;
    const known = this.#vocabulary.get(name) ?? this.#vocabulary.get(camelCase(name)) ?? this.#knobs.get(name);
    if (known !== undefined) return known;
    const refuse = (why: string): ParseError => new ParseError(token.position, `${quoted(token.typed)} ${why}`);
    const called = functionSpelt(name);
    if (called !== undefined) throw refuse(`is a function: write ${called.spelling}(…).`);
    const meant = [...this.#vocabulary.keys()].find((symbolName) => bareName(symbolName) === bareName(name));
    if (meant !== undefined) throw refuse(`is not a symbol: did you mean ${meant}? Capital letters count.`);
    if (!knobName.test(name)) {
      throw refuse('cannot name a knob: use a letter, then at most 23 letters, digits or underscores.');
    }
    if (name in Object.prototype || javascriptNames.has(name) || this.#reserved.has(name)) {
      throw refuse('is a reserved name: choose another for your knob.');
    }
    if (this.#knobs.size >= this.#mostKnobs) throw refuse(`is one knob too many: there can be ${this.#mostKnobs}.`);
    const knob = symbol(name, 'batch');
    this.#knobs.set(name, knob);
    return knob;
  }

  #missingOperand(): ParseError {
    const { kind, typed, position } = this.#peek();
    return new ParseError(
      position,
      kind === 'end'
        ? 'The formula ends where a number, a name or a parenthesis should follow.'
        : `Before ${quoted(typed)} a number, a name or a parenthesis is missing.`,
    );
  }

  #unexpectedAfterOperand(): ParseError {
    const { kind, text, typed, position } = this.#peek();
    if (kind === 'sign' && text === ')')
      return new ParseError(position, `${quoted(typed)} closes nothing that was opened.`);
    if (kind === 'sign' && text === ',')
      return new ParseError(position, `${quoted(typed)} stands outside a function’s parentheses.`);
    const before = this.#tokens[this.#next - 1]?.typed ?? '';
    return new ParseError(
      position,
      `Between ${quoted(before)} and ${quoted(typed)} a sign is missing: write * for a product.`,
    );
  }
}

/**
 * The expression that `text` stands for: names of the vocabulary stand for their expressions, any other name becomes
 * a knob, `symbol(name, 'batch')`.
 *
 * Reads + - * / ^ (which binds tightest, to the right), parentheses, the functions of `functions.ts` in any case,
 * Greek letters, and `rho_w` for `rhoW`. Throws `ParseError`, and nothing else, for any other text.
 */
export const parse = (
  text: string,
  vocabulary: ReadonlyMap<string, Expression>,
  options: ParseOptions = {},
): Expression => {
  const longest = options.longest ?? 500;
  if (text.length > longest) {
    throw new ParseError(longest, `The formula has ${text.length} characters; ${longest} are the most it may have.`);
  }
  if (text.trim() === '')
    throw new ParseError(0, `Type a formula, such as -${functionOf.logSigmoid.spelling}(beta * h).`);
  return new Parser(text, vocabulary, options).whole();
};

/** Names of the symbols in an expression that are not among `known`, in order of first appearance: its knobs. */
export const freeSymbols = (expression: Expression, known: ReadonlySet<string>): readonly string[] =>
  [...compile([expression]).symbols].filter((name) => !known.has(name));
