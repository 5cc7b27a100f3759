/** Greek letters that stand for names in formulas. */
const nameOfLetter: ReadonlyMap<string, string> = new Map([
  ['α', 'alpha'],
  ['β', 'beta'],
  ['γ', 'gamma'],
  ['δ', 'delta'],
  ['ε', 'epsilon'],
  ['ϵ', 'epsilon'],
  ['η', 'eta'],
  ['λ', 'lambda'],
  ['μ', 'mu'],
  ['ρ', 'rho'],
  ['τ', 'tau'],
]);
const letterOfName: ReadonlyMap<string, string> = new Map(
  [...nameOfLetter].reverse().map(([letter, name]) => [name, letter]),
);

/** `beta` for β. */
export const greekName = (letter: string): string | undefined => nameOfLetter.get(letter);

/** β for `beta`; undefined for a name that is no Greek letter. */
export const greekLetter = (name: string): string | undefined => letterOfName.get(name);

/** `\beta` for beta; undefined for a name that is no Greek letter. */
export const greekTex = (name: string): string | undefined => {
  if (!letterOfName.has(name)) return undefined;
  return name === 'epsilon' ? '\\varepsilon' : `\\${name}`;
};
