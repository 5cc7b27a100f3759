import { expect, it } from 'vitest';
import { exp } from '../math/elementary';
import { defaultsOf } from '../settings/fields';
import { logChance, through } from './choice-shares';
import { sentences } from './sentences';

it('finds the chance of each choice in the probabilities of whole responses', () => {
  const { tree, logRef, choiceLogRef } = sentences.build(defaultsOf(sentences.fields));
  const sums = through(tree, 0, logRef.map(exp));
  expect(choiceLogRef.some(Number.isFinite)).toBe(true);
  choiceLogRef.forEach((wanted, choice) => {
    if (wanted === Number.NEGATIVE_INFINITY) expect(logChance(tree, sums, choice)).toBe(wanted);
    else expect(logChance(tree, sums, choice)).toBeCloseTo(wanted, 9);
  });
});
