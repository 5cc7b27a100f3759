/** Runs that several lessons have. */

export const dpo = (beta: number, terms: Readonly<Record<string, number>> = {}) => ({
  objective: 'dpo',
  knobs: { beta, ...terms },
});
export const ipo = (tau: number) => ({ objective: 'ipo', knobs: { tau } });
export const simpo = (beta: number, gamma: number) => ({ objective: 'simpo', knobs: { beta, gamma } });
export const minorDpo = (beta: number) => ({ objective: 'minor-dpo', knobs: { beta } });
export const alphapo = (alpha: number, beta = 1, gamma = 0) => ({
  objective: 'alphapo',
  knobs: { alpha, beta, gamma },
});
