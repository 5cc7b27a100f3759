/** Scenario K3 exactly: OptiDICE’s weights on the middle of the cliff. */
import { describe, expect, it } from 'vitest';
import { klWeighted, loggedWeights, supportedOptimum } from '../math/optidice';
import { defaultsOf } from '../settings/fields';
import { cliff } from '../worlds/cliff';

const world = cliff.build(defaultsOf(cliff.fields));
const { positions } = world.geometry;
const inside = world.logRef.map((logRef, i) => (Math.abs(positions[i] ?? 0) <= 1 + 1e-9 ? Math.exp(logRef) : 0));
const mass = inside.reduce((sum, share) => sum + share, 0);
const data = inside.map((share) => share / mass);
const earned = (policy: Float64Array): number => policy.reduce((sum, p, i) => sum + p * (world.reward[i] ?? 0), 0);

describe('K3 limited coverage', () => {
  it.each([
    { alpha: 2, nu: 0, reward: 0.1717, zero: 0, most: 1.5, kl: 0.169 },
    { alpha: 1, nu: 0, reward: 0.3435, zero: 0, most: 2, kl: 0.323 },
    { alpha: 0.5, nu: 0.0896, reward: 0.5386, zero: 0.27, most: 2.82, kl: 0.5563 },
    { alpha: 0.25, nu: 0.253, reward: 0.684, zero: 0.53, most: 3.99, kl: 0.7817 },
    { alpha: 0.1, nu: 0.4764, reward: 0.815, zero: 0.68, most: 6.24, kl: 0.9383 },
  ])('α = $alpha', ({ alpha, nu, reward, zero, most, kl }) => {
    const found = loggedWeights(data, world.reward, alpha);
    const policy = supportedOptimum(data, world.reward, alpha, data.length);
    expect(Math.abs(found.nu - nu)).toBeLessThan(1e-3);
    expect(Math.abs(earned(policy) - reward)).toBeLessThan(1e-3);
    expect(Math.abs(Math.max(...found.weights) - most)).toBeLessThan(0.01);
    expect(policy.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(policy.reduce((sum, p, i) => sum + ((data[i] ?? 0) === 0 ? p : 0), 0)).toBe(0);
    // At α = 1 the worst logged answer has the weight 0 exactly, up to rounding.
    const dropped = data.reduce((sum, d, i) => sum + ((found.weights[i] ?? 0) < 1e-12 && alpha !== 1 ? d : 0), 0);
    expect(Math.abs(dropped - zero)).toBeLessThan(0.01);
    const logKl = klWeighted(data, world.reward, alpha, data.length);
    expect(Math.abs(earned(logKl.map(Math.exp)) - kl)).toBeLessThan(1e-3);
  });
});
