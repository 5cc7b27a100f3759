/** Cases of pairs with their tokens: responses of different lengths as rows of equal length, and back. */
import { gradient } from '../expression/derivative';
import type { Expression } from '../expression/node';
import { compile } from '../expression/program';
import { CaseError, type TokenCase } from './cases';
import { type PreparedCase, repeated } from './results';
import { tokenSymbols } from './symbols';

type Ragged = readonly (readonly number[])[];

const lengthsOf = (tokens: Ragged): readonly number[] => tokens.map(({ length }) => length);

/** Rows of `depth` numbers, 0 after a response's end. */
const padded = (rows: Ragged, depth: number): Float64Array => {
  const data = new Float64Array(rows.length * depth);
  rows.forEach((row, i) => {
    data.set(row, i * depth);
  });
  return data;
};

/** The values of the places that a response has; a value on a lower level serves them all. */
const unpadded = (value: number | Float64Array | undefined, lengths: readonly number[], depth: number): number[][] => {
  const rows = lengths.length;
  const each = repeated(value, rows * depth);
  const at = (row: number, i: number): number => each[each.length === rows ? row : row * depth + i] ?? Number.NaN;
  return lengths.map((length, row) => Array.from({ length }, (_, i) => at(row, i)));
};

/** Throws `CaseError` where the loss reads KL(π_ref‖π) and the case gives none. */
export const prepareTokens = (
  value: TokenCase,
  loss: Expression,
  knobs: Readonly<Record<string, number>>,
): PreparedCase => {
  const { objective, tokensChosen, tokensRejected, klChosen, klRejected } = value;
  const { tokW, tokL, klW, klL } = tokenSymbols;
  const read = compile([loss]).symbols;
  if ((read.has(klW.name) && klChosen === undefined) || (read.has(klL.name) && klRejected === undefined)) {
    throw new CaseError('this objective needs "klChosen" and "klRejected"');
  }
  const lengthsW = lengthsOf(tokensChosen);
  const lengthsL = lengthsOf(tokensRejected);
  const rows = tokensChosen.length;
  const depth = [...lengthsW, ...lengthsL].reduce((most, length) => Math.max(most, length), 0);
  const ofPlaces = (f: (row: number, place: number) => number): Float64Array =>
    Float64Array.from({ length: rows * depth }, (_, i) => f(Math.floor(i / depth), (i % depth) + 1));
  return {
    expressions: [loss, ...gradient(loss, [tokW, tokL, klW, klL])],
    inputs: {
      rows,
      groupSize: depth,
      symbols: {
        ...knobs,
        tokW: padded(tokensChosen, depth),
        tokL: padded(tokensRejected, depth),
        tokRefW: padded(value.refTokensChosen, depth),
        tokRefL: padded(value.refTokensRejected, depth),
        klW: padded(klChosen ?? [], depth),
        klL: padded(klRejected ?? [], depth),
        nW: Float64Array.from(lengthsW),
        nL: Float64Array.from(lengthsL),
        place: ofPlaces((_, place) => place),
        inBoth: ofPlaces((row, place) => (place <= Math.min(lengthsW[row] ?? 0, lengthsL[row] ?? 0) ? 1 : 0)),
      },
    },
    result: ([losses, ofChosen, ofRejected, ofKlChosen, ofKlRejected]) => ({
      objective,
      loss: repeated(losses, rows),
      gradTokensChosen: unpadded(ofChosen, lengthsW, depth),
      gradTokensRejected: unpadded(ofRejected, lengthsL, depth),
      gradKlChosen: unpadded(ofKlChosen, lengthsW, depth),
      gradKlRejected: unpadded(ofKlRejected, lengthsL, depth),
    }),
  };
};
