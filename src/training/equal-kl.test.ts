/** The coefficient at equal KL, on two references whose errors are opposite. */
import { describe, expect, it } from 'vitest';
import type { Experiment, Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { oppositeBiases } from '../worlds/opposite-biases';
import { type Control, controlAtKl } from './equal-kl';
import { float64Backend } from './float64/backend';
import { experimentOf, rlExact } from './testing';
import { metricsOf } from './train';
import { trainToEnd } from './train-to-end';

const toSoup: Run = { ...rlExact, reference: { id: 'soup', params: { weight: 0.5 } } };
const goOn = async () => true;

const biased = (runs: readonly Run[]): Experiment =>
  experimentOf(runs, {
    world: { id: 'opposite-biases', params: defaultsOf(oppositeBiases.fields) },
    policy: { id: 'bump', params: { start: 0, width: 0.8 } },
    training: { steps: 200, learningRate: 0.05 },
  });

const endsOf = async (runs: readonly Run[]) => {
  const report = await trainToEnd(biased(runs), float64Backend, { goOn });
  if (report === null) throw new Error('nobody cancelled');
  return runs.map((_, run) => metricsOf(report, run));
};

const controlOf = async (kl: number): Promise<Control> => {
  const control = await controlAtKl(biased([]), rlExact, kl, float64Backend);
  if (control === 'cancelled') throw new Error('nobody cancelled');
  return control;
};

describe('the control at equal KL', () => {
  it('is tied to π_ref, goes as far as the soup led another, and earns more', async () => {
    const [salsa, plain] = await endsOf([toSoup, rlExact]);
    expect(salsa?.kl).toBeGreaterThan(2 * (plain?.kl ?? Number.NaN));
    const control = await controlOf(salsa?.kl ?? Number.NaN);
    expect(control.beta).toBeLessThan(1);
    expect(control.kl / (salsa?.kl ?? Number.NaN)).toBeCloseTo(1, 2);
    expect(control.reward).toBeGreaterThan(salsa?.reward ?? Number.NaN);
    const [again] = await endsOf([{ ...rlExact, knobs: { beta: control.beta } }]);
    expect(again?.kl).toBe(control.kl);
  });

  it('has the coefficient that a run had', async () => {
    const [run] = await endsOf([{ ...rlExact, knobs: { beta: 0.4 } }]);
    expect((await controlOf(run?.kl ?? Number.NaN)).beta).toBeCloseTo(0.4, 3);
  });

  it('comes as near as it can where no coefficient leads so far', async () => {
    const control = await controlOf(50);
    expect(control.beta).toBeCloseTo(1e-3, 9);
    expect(control.kl).toBeLessThan(5);
  });

  it('is given up where nobody waits for it', async () => {
    let asked = 0;
    const goOn = async () => ++asked < 5;
    expect(await controlAtKl(biased([]), rlExact, 0.3, float64Backend, { goOn })).toBe('cancelled');
    expect(asked).toBe(5);
  });
});
