/** Names are cut to their room, with an ellipsis, and never to nothing. */
import { expect, it } from 'vitest';
import { shortNames, truncated } from './text';

const widthOf = (text: string) => text.length * 10;

it('leaves what fits and cuts what does not', () => {
  expect(truncated('DPO', 30, widthOf)).toBe('DPO');
  expect(truncated('Maximum Preference', 90, widthOf)).toBe('Maximum…');
  expect(truncated('DPO', 1, widthOf)).toBe('D…');
});

it('lets no name take more than two fifths of a picture', () => {
  expect(shortNames(['Anchored, apo-down', 'DPO'], 200, widthOf)).toEqual(['Anchore…', 'DPO']);
});
