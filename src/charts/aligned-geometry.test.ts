import { expect, it } from 'vitest';
import { alignmentOf } from './aligned-geometry';

const positions = Float64Array.of(-3, -2, -1, 0, 1, 2, 3);
/** The best response is −1 for the first prompt and 1 for the second; the policy stands one to the left of either. */
const reward = Float64Array.of(0, 1, 5, 1, 0, 0, 0, /**/ 0, 0, 0, 1, 5, 1, 0);
const logP = Float64Array.from(reward, (_, i) => Math.log(i === 1 || i === 7 + 3 ? 1 : 0));

it('lays the best response of every prompt at 0', () => {
  const {
    offsets,
    reward: shown,
    densityOf,
  } = alignmentOf({
    geometry: { kind: 'line', positions },
    prompts: ['a', 'b'],
    reward,
  });
  expect(offsets).toEqual([-2, -1, 0, 1, 2]);
  expect(shown).toEqual([0, 1, 5, 1, 0]);
  expect(densityOf(logP)).toEqual([0, 1, 0, 0, 0]);
});
