/** Greek letters that stand for names in formulas; σ and π have meanings of their own there. */
const nameOfLetter: ReadonlyMap<string, string> = new Map([
  ['α', 'alpha'],
  ['β', 'beta'],
  ['γ', 'gamma'],
  ['δ', 'delta'],
  ['ε', 'epsilon'],
  ['ϵ', 'epsilon'],
  ['ζ', 'zeta'],
  ['η', 'eta'],
  ['θ', 'theta'],
  ['κ', 'kappa'],
  ['λ', 'lambda'],
  ['μ', 'mu'],
  ['ν', 'nu'],
  ['ξ', 'xi'],
  ['ρ', 'rho'],
  ['τ', 'tau'],
  ['φ', 'phi'],
  ['χ', 'chi'],
  ['ψ', 'psi'],
  ['ω', 'omega'],
]);
/** Of two letters for one name, the first. */
const letterOfName: ReadonlyMap<string, string> = new Map(
  [...nameOfLetter].reverse().map(([letter, name]) => [name, letter]),
);

/** All of them, for a pattern. */
export const greekLetters: string = [...nameOfLetter.keys()].join('');

/** `beta` for β. */
export const greekName = (letter: string): string | undefined => nameOfLetter.get(letter);

/** β for `beta`; undefined for a name that is no Greek letter. */
export const greekLetter = (name: string): string | undefined => letterOfName.get(name);

/** `\beta` for beta; undefined for a name that is no Greek letter. */
export const greekTex = (name: string): string | undefined => {
  if (!letterOfName.has(name)) return undefined;
  return name === 'epsilon' || name === 'phi' ? `\\var${name}` : `\\${name}`;
};
