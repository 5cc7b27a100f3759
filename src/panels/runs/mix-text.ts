/** The TeX of a mix: the sum of weights that it is, with today’s numbers, and what its symbols mean. */

import type { Mix, Share } from '../../objectives/mix';
import { labelOf } from '../../settings/label';
import type { SymbolText } from './formula-text';

const digits = (value: number): string => String(Number(value.toPrecision(3)));

/** “1.5 θ₁ − 0.5 θ₀”; runs are numbered from 1, and the start takes what is left of 1. */
export const mixWithNumbers = (shares: readonly Share[]): string => {
  const left = 1 - shares.reduce((sum, { weight }) => sum + weight, 0);
  const terms = [...shares.map(({ run, weight }) => ({ number: run + 1, weight })), { number: 0, weight: left }]
    .filter(({ weight }) => Math.abs(weight) > 1e-9)
    .map(({ number, weight }, i) => {
      const sign = weight < 0 ? '-' : i === 0 ? '' : '+';
      const size = digits(Math.abs(weight));
      return `${sign} ${size === '1' ? '' : `${size}\\,`}\\theta_{${number}}`;
    });
  return `\\theta = ${terms.length === 0 ? '0' : terms.join(' ').trim()}`;
};

const weightTexts: readonly SymbolText[] = [
  { tex: '\\theta_0', meaning: 'the weights that every run starts from' },
  { tex: '\\theta_i', meaning: 'the weights of a trained run' },
  { tex: '\\theta_j', meaning: 'the weights of another trained run' },
];

/** Each symbol of the formula with its meaning. */
export const mixSymbols = ({ tex, knobs }: Mix): readonly SymbolText[] => {
  const ofKnobs = Object.entries(knobs).flatMap(([name, field]) =>
    field.kind === 'number' && field.tex !== undefined
      ? [{ tex: field.tex, meaning: `${labelOf(name, field)}: higher ${field.higher}` }]
      : [],
  );
  return [...weightTexts.filter((symbol) => tex.includes(symbol.tex)), ...ofKnobs];
};
