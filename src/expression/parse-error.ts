/** What is wrong with a visitor's expression, in words. */
import { visible } from './visible';

export class ParseError extends Error {
  override readonly name = 'ParseError';
  /** Index into the typed text of the first character at fault. */
  readonly position: number;

  constructor(position: number, message: string) {
    super(message);
    this.position = position;
  }
}

const longestQuotation = 24;

/** Typed text in quotation marks, cut short where it is long, with marks that are not seen spelt out. */
export const quoted = (text: string): string => {
  const characters = [...text];
  const shown = visible(characters.slice(0, longestQuotation).join(''));
  return characters.length > longestQuotation ? `“${shown}…”` : `“${shown}”`;
};
