/** The dual of reward under a safety bound: its values, λ*, the policy there, and the first steps towards it. */
import * as v from 'valibot';
import { bestMultiplier, dualAt, dualStep, penalisedOptimum } from '../math/constrained';
import { expectation } from '../math/distribution';
import { form, oracle } from './oracle';
import { rowsOf } from './rows-of';

/** As the golden cases have it. */
const [rate, updates] = [0.5, 6];

export const mocanDual = oracle(
  'mocan-dual',
  {
    params: v.object({ beta: form.positive, bound: form.number }),
    logRef: form.table,
    reward: form.table,
    safety: form.table,
    lambdas: form.numbers,
  },
  ({ params: { beta, bound }, logRef, reward, safety, lambdas }) => {
    const columns = logRef[0]?.length ?? 0;
    const table = {
      prompts: logRef,
      logRef: Float64Array.from(logRef.flat()),
      reward: Float64Array.from(reward.flat()),
      safety: Float64Array.from(safety.flat()),
      bound,
    };
    const points = lambdas.map((lambda) => dualAt(table, beta, lambda));
    const lambdaStar = bestMultiplier(table, beta) ?? Number.POSITIVE_INFINITY;
    const best = dualAt(table, beta, lambdaStar);
    const logPi = penalisedOptimum(table, beta, lambdaStar);
    const way = [0];
    for (let i = 0; i < updates; i++) way.push(dualStep(table, beta, way.at(-1) ?? 0, rate));
    return {
      dual: points.map(({ value }) => value),
      dualSlope: points.map(({ slope }) => slope),
      lambdaStar,
      dualStar: best.value,
      policy: rowsOf(logPi.map(Math.exp), columns),
      expectedReward: expectation(logPi, (i) => table.reward[i] ?? 0, columns),
      expectedSafety: best.safety,
      updates: way,
    };
  },
);
