/** An expression as TeX that KaTeX accepts, and the abbreviations to list beside it. */
import { greekTex } from './greek';
import { type BinaryNode, div, type Expression, exp, mul, neg, sub, type UnaryNode } from './node';
import { remembered } from './remembered';
import {
  applied,
  divided,
  enclosed,
  exponential,
  logarithm,
  multiplied,
  negated,
  type Piece,
  piece,
  raised,
  signed,
  summed,
  summedOverGroup,
  summedOverOthers,
  tightness,
} from './tex-layout';

interface TexOptions {
  /** The TeX of a symbol, a knob or an abbreviation; trusted. Other names are set as Greek letters, or upright. */
  readonly symbols: (name: string) => string | undefined;
  /** The TeX of a number that is not negative; three significant digits unless told. */
  readonly number?: (value: number) => string;
}

const threeDigits = (value: number): string => {
  if (Number.isNaN(value)) return '\\mathrm{NaN}';
  if (value === Number.POSITIVE_INFINITY) return '\\infty';
  if (value === 0 || (value >= 1e-4 && value < 1e6)) return String(Number(value.toPrecision(3)));
  const [digits = '', exponent = ''] = value.toExponential(2).split('e');
  const power = `10^{${Number(exponent)}}`;
  return Number(digits) === 1 ? power : `${Number(digits)} \\cdot ${power}`;
};

const upright = (name: string): string => `\\mathrm{${name.replace(/[^A-Za-z0-9 ]/g, '')}}`;

/** A symbol's TeX may itself be a logarithm, a sum or carry an exponent, which decides how it may be joined. */
const symbolPiece = (tex: string): Piece => {
  const afterLog = /^\\log(?![A-Za-z])\s*(.+)$/s.exec(tex)?.[1];
  if (afterLog !== undefined) {
    return piece(tex, { tightness: tightness.application, open: true, logOf: symbolPiece(afterLog) });
  }
  const outsideBraces = tex.replace(/\{[^{}]*\}/g, '');
  if (/[-+/]/.test(outsideBraces)) return piece(tex, { tightness: tightness.sum });
  return piece(tex, outsideBraces.includes('^') ? { tightness: tightness.power } : {});
};

const numberPiece = (tex: string, negative: boolean): Piece => {
  if (tex.includes('\\cdot')) return piece(tex, { negative, tightness: tightness.product });
  return piece(tex, tex.includes('^') ? { negative, tightness: tightness.power } : { negative });
};

const brackets = ['[', ']'] as const;
const inBrackets = (x: Piece): string => enclosed(signed(x), x.tall, brackets);

/** Characters at most: more than any formula that can be typed needs, unless its written form repeats parts of it. */
const longest = 4000;
const tooLong = '\\text{too long to draw}';

class TooLong extends Error {}

class Typesetter {
  readonly #symbols: TexOptions['symbols'];
  readonly #number: (value: number) => string;

  /** Throws `TooLong` as soon as a piece is, before it is written into others. */
  readonly piece = remembered<Piece>((e) => {
    const made = this.#pieceOf(e);
    if (made.tex.length > longest) throw new TooLong();
    return made;
  });

  constructor({ symbols, number }: TexOptions) {
    this.#symbols = symbols;
    this.#number = number ?? threeDigits;
  }

  #pieceOf(e: Expression): Piece {
    switch (e.kind) {
      case 'number':
        return numberPiece(this.#number(Math.abs(e.value)), e.value < 0);
      case 'symbol':
      case 'named':
        return symbolPiece(this.#symbols(e.name) ?? greekTex(e.name) ?? upright(e.name));
      case 'unary':
        return this.#unary(e);
      case 'binary':
        return this.#binary(e);
    }
  }

  #unary(e: UnaryNode): Piece {
    const x = this.piece(e.argument);
    const grown = { tall: x.tall };
    switch (e.operator) {
      case 'neg':
        return negated(x);
      case 'exp':
        return exponential(x);
      case 'log':
        return logarithm(x);
      case 'logSigmoid':
        return logarithm(applied('\\sigma', x));
      case 'sigmoid':
        return applied('\\sigma', x);
      case 'softplus':
      case 'sign':
        return applied(`\\operatorname{${e.operator}}`, x);
      case 'relu':
        return piece(`${inBrackets(x)}_+`, grown);
      case 'abs':
        return piece(x.tall ? `\\left|${signed(x)}\\right|` : `|${signed(x)}|`, grown);
      case 'sqrt':
        return piece(`\\sqrt{${signed(x)}}`, grown);
      case 'step':
        return piece(`\\mathbf{1}${enclosed(`${signed(x)} > 0`, x.tall, brackets)}`, grown);
      case 'stopGradient':
        return piece(`\\operatorname{sg}${inBrackets(x)}`, grown);
      case 'batchMean':
        return piece(`\\mathbb{E}${inBrackets(x)}`, grown);
      case 'groupSum':
        return summedOverGroup(x);
      case 'groupSoftmax':
        return applied('\\operatorname{softmax}_i', x);
      case 'groupLogSoftmax':
        return logarithm(applied('\\operatorname{softmax}_i', x));
    }
  }

  #binary(e: BinaryNode): Piece {
    if (e.operator === 'exponentialUtility') {
      return this.piece(div(sub(1, exp(neg(mul(e.right, e.left)))), e.right));
    }
    const left = this.piece(e.left);
    const right = this.piece(e.right);
    const tall = left.tall || right.tall;
    switch (e.operator) {
      case 'add':
        return summed(left, right);
      case 'sub':
        return summed(left, negated(right));
      case 'mul':
        return multiplied(left, right);
      case 'div':
        return divided(left, right);
      case 'pow':
        return raised(left, right);
      case 'min':
      case 'max':
        return piece(`\\${e.operator}${enclosed(`${signed(left)}, ${signed(right)}`, tall)}`, { tall });
      case 'laterSum':
      case 'earlierSum': {
        const [others, between] = e.operator === 'laterSum' ? ['j>i', 'i<k<j'] : ['j<i', 'j<k<i'];
        return summedOverOthers(others, `\\prod_{${between}}`, right, left);
      }
      case 'sortBy':
      case 'unsortBy': {
        const name = `\\operatorname{${e.operator === 'sortBy' ? 'sort' : 'unsort'}}`;
        const byItself = e.operator === 'sortBy' && signed(left) === signed(right);
        return applied(byItself ? name : `${name}_{${signed(right)}}`, left);
      }
    }
  }
}

/**
 * The TeX of an expression, for reading: it means the same, but need not be read back to the same expression.
 * Abbreviations are typeset as their symbols; substitute knobs by constants first for the formula with numbers in it.
 * Words that say so stand in place of a formula whose TeX would have more than 4,000 characters.
 */
export const tex = (expression: Expression, options: TexOptions): string => {
  try {
    return signed(new Typesetter(options).piece(expression));
  } catch (error) {
    if (error instanceof TooLong) return tooLong;
    throw error;
  }
};

interface Abbreviation {
  readonly name: string;
  readonly of: Expression;
}

/** Abbreviations that a reader meets in `e` itself, not inside another abbreviation. */
const directAbbreviations = (expression: Expression): readonly Abbreviation[] => {
  const found: Abbreviation[] = [];
  const collect = remembered<true>((e, walk) => {
    if (e.kind === 'named') found.push(e);
    else if (e.kind === 'unary') walk(e.argument);
    else if (e.kind === 'binary') {
      walk(e.left);
      walk(e.right);
    }
    return true;
  });
  collect(expression);
  return found;
};

/**
 * The abbreviations an expression uses, each once: first those it shows, in order of first appearance, then those
 * that their meanings show, and so on.
 */
export const abbreviations = (expression: Expression): readonly Abbreviation[] => {
  const found = new Map<string, Abbreviation>();
  let level = directAbbreviations(expression);
  while (level.length > 0) {
    const fresh = level.filter(
      ({ name }, index) => !found.has(name) && level.findIndex((a) => a.name === name) === index,
    );
    for (const { name, of } of fresh) found.set(name, { name, of });
    level = fresh.flatMap(({ of }) => directAbbreviations(of));
  }
  return [...found.values()];
};
