/** Cuts a visitor's text into tokens, and reads the Greek letters and signs that formulas are pasted with. */
import { greekLetters, greekName } from './greek';
import { ParseError, quoted } from './parse-error';

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  /** As the language spells it. */
  readonly text: string;
  /** As it was typed, for messages. */
  readonly typed: string;
  readonly position: number;
}

const signs: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∗': '*',
  '÷': '/',
  '**': '^',
};

const patterns: readonly {
  readonly kind: Token['kind'];
  readonly pattern: RegExp;
  readonly spell: (typed: string) => string;
}[] = [
  { kind: 'number', pattern: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y, spell: (typed) => typed },
  { kind: 'name', pattern: /log\s*σ/y, spell: () => 'logsigmoid' },
  { kind: 'name', pattern: /[A-Za-z_][A-Za-z0-9_]*/y, spell: (typed) => typed },
  { kind: 'name', pattern: /σ/y, spell: () => 'sigmoid' },
  {
    kind: 'name',
    pattern: new RegExp(`[${greekLetters}](?:_[A-Za-z0-9_]+)?`, 'y'),
    spell: (typed) => `${greekName(typed.charAt(0)) ?? ''}${typed.slice(1)}`,
  },
  { kind: 'sign', pattern: /\*\*|[-+*/^(),−–×·⋅∗÷]/y, spell: (typed) => signs[typed] ?? typed },
];

const space = /\s*/y;

const tokenAt = (text: string, position: number): Token => {
  for (const { kind, pattern, spell } of patterns) {
    pattern.lastIndex = position;
    const typed = pattern.exec(text)?.[0];
    if (typed !== undefined) return { kind, text: spell(typed), typed, position };
  }
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  throw new ParseError(position, `The character ${quoted(character)} has no meaning in a formula.`);
};

/** The tokens of `text`, closed by one of kind `end`. Throws `ParseError` at the first unknown character. */
export const tokenise = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  const skipSpace = (from: number): number => {
    space.lastIndex = from;
    return from + (space.exec(text)?.[0].length ?? 0);
  };
  let position = skipSpace(0);
  while (position < text.length) {
    const token = tokenAt(text, position);
    tokens.push(token);
    position = skipSpace(position + token.typed.length);
  }
  return [...tokens, { kind: 'end', text: '', typed: '', position }];
};
