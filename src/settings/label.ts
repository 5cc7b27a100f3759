/** How the names of settings read wherever a person meets them: on controls, in names of runs, in tables and files. */
import { greekLetter } from '../expression/greek';

/** What of a field says how its name reads; without a label or TeX that is left to the name. */
interface Named {
  readonly label: string;
  readonly tex?: string | undefined;
}

const lowered = (digits: string): string =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)));

/** `beta` reads “β”, `lambda2` “λ₂”, `beta_w` “β_w”. */
const spelled = (word: string): string =>
  word.replace(/^([a-z]+)(\d*)(?=_|$)/, (whole, name: string, digits: string) => {
    const letter = greekLetter(name);
    return letter === undefined ? whole : letter + lowered(digits);
  });

/** `betaPolicy` reads “β policy”, `labelSmoothing` “label smoothing”. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(' ')
    .map((word) => spelled(word.toLowerCase()))
    .join(' ');

/** The name in words: what its field says, else the name itself with Greek letters as letters. */
export const labelOf = (name: string, field?: Named): string =>
  field === undefined || field.label === '' ? wordsOf(name) : field.label;

/** Letters and signs that have a TeX name and are no names in formulas. */
const texSigns: Readonly<Record<string, string>> = { ell: 'ℓ', pi: 'π', varepsilon: 'ε', varphi: 'φ' };

/** TeX as the page writes symbols in a line of text: `\beta_\pi` reads “β_π”. A term’s weight reads as the term. */
const plainTex = (tex: string): string =>
  tex
    .replace(/^\\lambda_\{\\text\{(.+)\}\}$/, '$1')
    .replace(/\\([A-Za-z]+)/g, (_, name: string) => texSigns[name] ?? greekLetter(name) ?? name)
    .replace(/[{}\s]/g, '')
    .replace(/_(\d+)$/, (_, digits: string) => lowered(digits));

/** The same where there is little room: the symbol that formulas have for it, where it has one. */
export const shortLabelOf = (name: string, field?: Named): string =>
  field?.tex === undefined ? labelOf(name, field) : plainTex(field.tex);

/** Options that are names, as they are written. */
const namedOptions: Readonly<Record<string, string>> = {
  'bradley-terry': 'Bradley–Terry',
  'reverse-kl': 'reverse KL',
  'forward-kl': 'forward KL',
  js: 'Jensen–Shannon',
};

/** Options such as `mode-separate` as words. */
export const optionText = (option: string): string => namedOptions[option] ?? option.replaceAll('-', ' ');
