/** How the names of fields read where a field has no label of its own: Greek letters as letters, the rest as words. */
import { greekLetter } from '../expression/greek';
import type { Field } from './fields';

/** `betaPolicy` reads “β policy”, `labelSmoothing` reads “label smoothing”. */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(' ')
    .map((word) => greekLetter(word.toLowerCase()) ?? word.toLowerCase())
    .join(' ');

export const labelOf = (name: string, field: Field): string => (field.label === '' ? wordsOf(name) : field.label);

/** Options such as `bradley-terry` as words. */
export const optionText = (option: string): string =>
  option.replaceAll('-', ' ').replace(/^bradley terry$/, 'Bradley–Terry');

/** Three significant digits, as people write them. */
export const numberText = (value: number): string => {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e5)) return value.toExponential(1).replace('-', '−');
  return new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3, useGrouping: size >= 1e4 })
    .format(value)
    .replace('-', '−');
};
