/** An expression as the text a visitor types; `parse` reads it back to the same expression. */
import { functionOf, sortFunction } from './functions';
import type { BinaryNode, Expression } from './node';
import { remembered } from './remembered';

/** How tightly a piece of text holds together. */
const tightness = { sum: 1, product: 2, minus: 3, power: 4, atom: 5 } as const;
type Tightness = (typeof tightness)[keyof typeof tightness];

interface Piece {
  readonly text: string;
  readonly tightness: Tightness;
}

const atom = (text: string): Piece => ({ text, tightness: tightness.atom });

const atLeast = (least: Tightness, piece: Piece): string => (piece.tightness < least ? `(${piece.text})` : piece.text);

const negative = (text: string): Piece => ({ text: `-${text}`, tightness: tightness.minus });

const numberPiece = (value: number): Piece =>
  value < 0 || Object.is(value, -0) ? negative(String(-value)) : atom(String(value));

/** Left-associative: the right operand needs parentheses at equal tightness. */
const chain = (left: Piece, sign: string, right: Piece, own: 1 | 2): Piece => ({
  text: `${atLeast(own, left)} ${sign} ${atLeast(own === 1 ? 2 : 3, right)}`,
  tightness: own,
});

const binaryPiece = ({ operator }: BinaryNode, left: Piece, right: Piece): Piece => {
  switch (operator) {
    case 'add':
      return chain(left, '+', right, tightness.sum);
    case 'sub':
      return chain(left, '-', right, tightness.sum);
    case 'mul':
      return chain(left, '*', right, tightness.product);
    case 'div':
      return chain(left, '/', right, tightness.product);
    case 'pow': {
      const base = atLeast(tightness.atom, left);
      return { text: `${base}^${atLeast(tightness.minus, right)}`, tightness: tightness.power };
    }
    default:
      if (operator === 'sortBy' && left.text === right.text) return atom(`${sortFunction.spelling}(${left.text})`);
      return atom(`${functionOf[operator].spelling}(${left.text}, ${right.text})`);
  }
};

const pieceOf = (e: Expression, walk: (operand: Expression) => Piece): Piece => {
  switch (e.kind) {
    case 'number':
      return numberPiece(e.value);
    case 'symbol':
    case 'named':
      return atom(e.name);
    case 'unary':
      return e.operator === 'neg'
        ? negative(atLeast(tightness.minus, walk(e.argument)))
        : atom(`${functionOf[e.operator].spelling}(${walk(e.argument).text})`);
    case 'binary':
      return binaryPiece(e, walk(e.left), walk(e.right));
  }
};

/** The text of an expression, with no more parentheses than it needs; abbreviations print as their names. */
export const print = (expression: Expression): string => remembered(pieceOf)(expression).text;
