import { expect, it } from 'vitest';
import { quantity, type Sentence, textOf, words } from '../../observations/sentence';
import { stretchesOf } from './stretches';

const number = (value: number) => quantity(value, { fact: 'example' });
const cut = (sentence: Sentence): readonly string[] => stretchesOf(sentence).map(textOf);

it('keeps a number with the brackets and marks that touch it', () => {
  const sentence = [words('it fell ('), number(0.5), words(', '), number(1), words('…'), number(2), words(') so.')];
  const all = cut(sentence);
  expect(all.filter((text) => /\d/.test(text))).toEqual(['(0.50,', '1.00…2.00)']);
  expect(all.join('')).toBe(textOf(sentence));
});
