/** An expression as the text a visitor types; `parse` reads it back to the same expression. */
import { functionOf, sortFunction } from './functions';
import type { BinaryNode, Expression } from './node';

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
const chain = (e: BinaryNode, sign: string, own: 1 | 2): Piece => ({
  text: `${atLeast(own, pieceOf(e.left))} ${sign} ${atLeast(own === 1 ? 2 : 3, pieceOf(e.right))}`,
  tightness: own,
});

const binaryPiece = (e: BinaryNode): Piece => {
  switch (e.operator) {
    case 'add':
      return chain(e, '+', tightness.sum);
    case 'sub':
      return chain(e, '-', tightness.sum);
    case 'mul':
      return chain(e, '*', tightness.product);
    case 'div':
      return chain(e, '/', tightness.product);
    case 'pow': {
      const base = atLeast(tightness.atom, pieceOf(e.left));
      return { text: `${base}^${atLeast(tightness.minus, pieceOf(e.right))}`, tightness: tightness.power };
    }
    default: {
      const [left, right] = [pieceOf(e.left).text, pieceOf(e.right).text];
      if (e.operator === 'sortBy' && left === right) return atom(`${sortFunction.spelling}(${left})`);
      return atom(`${functionOf[e.operator].spelling}(${left}, ${right})`);
    }
  }
};

const pieceOf = (e: Expression): Piece => {
  switch (e.kind) {
    case 'number':
      return numberPiece(e.value);
    case 'symbol':
    case 'named':
      return atom(e.name);
    case 'unary':
      return e.operator === 'neg'
        ? negative(atLeast(tightness.minus, pieceOf(e.argument)))
        : atom(`${functionOf[e.operator].spelling}(${pieceOf(e.argument).text})`);
    case 'binary':
      return binaryPiece(e);
  }
};

/** The text of an expression, with no more parentheses than it needs; abbreviations print as their names. */
export const print = (expression: Expression): string => pieceOf(expression).text;
