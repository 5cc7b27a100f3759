import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenVelocity, logPiVelocities } from './displacement';
import { logNormalise } from './distribution';
import { Stream } from './stream';

/** No, Never, Yes: the refusals share a feature. */
const refusals = Float64Array.of(1, 0, 2, 0, 0, 1);
const logOf = (...shares: readonly number[]): Float64Array => logNormalise(shares.map(Math.log), shares.length);
const noOverNever = { chosen: 0, rejected: 1 };

const policyAt = (base: Float64Array, features: Float64Array, theta: readonly number[]): Float64Array =>
  logNormalise(
    base.map((value, i) => value + theta.reduce((sum, t, k) => sum + t * (features[i * theta.length + k] ?? 0), 0)),
    base.length,
  );

describe('velocities of log π', () => {
  it('are the derivative of log π along −∇L', () => {
    const stream = Stream.named(1, 'displacement');
    const normalish = (): number => 4 * stream.uniform() - 2;
    for (const push of [
      { chosen: 1, rejected: 1 },
      { chosen: 0.3, rejected: 1.7 },
    ]) {
      const features = Float64Array.from({ length: 15 }, normalish);
      const base = logNormalise(Float64Array.from({ length: 5 }, normalish), 5);
      const pair = { chosen: 3, rejected: 1 };
      const gain = (theta: readonly number[]): number => {
        const logPi = policyAt(base, features, theta);
        return push.chosen * (logPi[3] ?? 0) - push.rejected * (logPi[1] ?? 0);
      };
      const step = 1e-4;
      const ascent = [0, 1, 2].map((k) => {
        const along = (t: number) => gain([0, 1, 2].map((i) => (i === k ? t : 0)));
        return (along(step) - along(-step)) / (2 * step);
      });
      const ahead = (t: number): Float64Array =>
        policyAt(
          base,
          features,
          ascent.map((d) => t * d),
        );
      const [forward, backward] = [ahead(step), ahead(-step)];
      logPiVelocities({ features, logPi: base }, pair, push).forEach((velocity, y) => {
        expect(velocity).toBeCloseTo(((forward[y] ?? 0) - (backward[y] ?? 0)) / (2 * step), 5);
      });
    }
  });

  it('fall for the chosen refusal just when the harsher one is less likely than consent', () => {
    expect(chosenVelocity({ features: refusals, logPi: logOf(0.45, 0.45, 0.1) }, noOverNever)).toBeGreaterThan(0);
    expect(chosenVelocity({ features: refusals, logPi: logOf(0.5, 0.25, 0.25) }, noOverNever)).toBeCloseTo(0, 14);
    expect(chosenVelocity({ features: refusals, logPi: logOf(0.5, 0.1, 0.4) }, noOverNever)).toBeLessThan(0);
  });

  it('are those of a table where each response has a feature of its own', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 4, maxLength: 4 }), (shares) => {
        const logPi = logOf(...shares);
        const pi = logPi.map(Math.exp);
        const [w = 0, l = 0] = pi;
        const features = Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0));
        const [chosen = 0, rejected = 0, ...bystanders] = logPiVelocities({ features, logPi }, noOverNever);
        expect(chosen).toBeCloseTo(1 - w + l, 12);
        expect(chosen).toBeGreaterThan(0);
        expect(rejected).toBeCloseTo(-1 - w + l, 12);
        for (const bystander of bystanders) expect(bystander).toBeCloseTo(l - w, 12);
      }),
    );
  });
});
