import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logNormalise } from './distribution';
import { orderedAlike, rankedAsLabelled } from './ranking';

/** Every pair, one after another. */
const counted = (p: Float64Array, truth: Float64Array, model: Float64Array, columns: number): number => {
  let [alike, all] = [0, 0];
  for (let i = 0; i < p.length; i++) {
    for (let j = 0; j < p.length; j++) {
      if (Math.floor(i / columns) !== Math.floor(j / columns)) continue;
      const gap = (truth[i] ?? 0) - (truth[j] ?? 0);
      if (gap <= 0) continue;
      const weight = (p[i] ?? 0) * (p[j] ?? 0);
      all += weight;
      alike += (weight * (1 + Math.sign((model[i] ?? 0) - (model[j] ?? 0)))) / 2;
    }
  }
  return alike / all;
};

it('is what counting every pair gives, ties included', () => {
  const small = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(small, small, small, (logits, truth, model) => {
      const p = logNormalise(logits, 6).map(Math.exp);
      const [rewards, believed] = [Float64Array.from(truth), Float64Array.from(model)];
      const expected = counted(p, rewards, believed, 6);
      const measured = orderedAlike(p, rewards, believed, 6);
      if (Number.isNaN(expected)) expect(measured).toBeNaN();
      else expect(measured).toBeCloseTo(expected, 12);
    }),
    { seed: 1, numRuns: 200 },
  );
});

it('counts the labels that a model agrees with', () => {
  const model = Float64Array.of(1, 2, 2);
  expect(rankedAsLabelled(model, Int32Array.of(1, 0, 1, 2), Int32Array.of(0, 2, 2, 0))).toBe(2.5 / 4);
});
