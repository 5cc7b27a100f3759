/** How the names of fields read where a field has no label of its own: Greek letters as letters, the rest as words. */
import type { Field } from '../../experiment/fields';

const letters: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  eta: 'η',
  lambda: 'λ',
  tau: 'τ',
};

/** `betaPolicy` reads “β policy”, `labelSmoothing` reads “label smoothing”. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(' ')
    .map((word) => letters[word.toLowerCase()] ?? word.toLowerCase())
    .join(' ');

export const labelOf = (name: string, field: Field): string => (field.label === '' ? wordsOf(name) : field.label);

/** Options such as `bradley-terry` as words. */
export const optionText = (option: string): string =>
  option.replaceAll('-', ' ').replace(/^bradley terry$/, 'Bradley–Terry');
