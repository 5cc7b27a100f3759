/** The same dual where two tuned models stand for reward and safety, and the labels that follow, with β and without. */
import * as v from 'valibot';
import { bestMultiplier, dualAt, penalised, penalisedOptimum } from '../math/constrained';
import { fromModels } from '../math/model-scores';
import { optimum } from '../math/optimum';
import { sigmoid } from '../math/scalar';
import { form, oracle } from './oracle';

export const pecanDual = oracle(
  'pecan-dual',
  {
    params: v.object({ beta: form.positive, margin: form.number }),
    logRef: form.numbers,
    logPiReward: form.numbers,
    logPiSafety: form.numbers,
    pairs: v.array(v.tuple([form.index, form.index])),
  },
  ({ params: { beta, margin }, pairs, ...models }) => {
    const table = fromModels(
      {
        prompts: [models.logRef],
        logRef: Float64Array.from(models.logRef),
        logPiReward: Float64Array.from(models.logPiReward),
        logPiSafety: Float64Array.from(models.logPiSafety),
      },
      margin,
      beta,
    );
    const lambdaStar = bestMultiplier(table, 1) ?? Number.POSITIVE_INFINITY;
    const score = penalised(table, lambdaStar);
    const labels = (scale: number): readonly number[] =>
      pairs.map(([first, second]) => sigmoid(scale * ((score[first] ?? 0) - (score[second] ?? 0))));
    return {
      lambdaStar,
      dualSlopeAtZero: dualAt(table, 1, 0).slope,
      policy: [...penalisedOptimum(table, 1, lambdaStar).map(Math.exp)],
      labelProb: labels(beta),
      labelProbWithoutBeta: labels(1),
      // DPO at β on labels of that score.
      policyFromLabelsWithoutBeta: [...optimum({ ...table, reward: score }, beta).map(Math.exp)],
    };
  },
);
