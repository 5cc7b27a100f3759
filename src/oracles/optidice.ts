/** OptiDICE's weights on logged data: of single answers, and of the states and actions of a small decision process. */
import * as v from 'valibot';
import { klWeighted, loggedWeights, supportedOptimum } from '../math/optidice';
import { solveLogged } from '../math/optidice-mdp';
import { form, oracle } from './oracle';

export const optidiceChi2 = oracle(
  'optidice-chi2',
  { params: v.object({ alpha: form.positive }), data: form.numbers, reward: form.numbers },
  ({ params: { alpha }, ...rows }) => {
    const [data, reward] = [Float64Array.from(rows.data), Float64Array.from(rows.reward)];
    const { nu, weights } = loggedWeights(data, reward, alpha);
    const policy = supportedOptimum(data, reward, alpha, data.length);
    return {
      nu,
      weight: [...weights],
      policy: [...policy],
      expectedReward: policy.reduce((sum, p, i) => sum + p * (reward[i] ?? 0), 0),
      policyKlForm: [...klWeighted(data, reward, alpha, data.length).map(Math.exp)],
    };
  },
);

export const optidiceMdp = oracle(
  'optidice-mdp',
  {
    params: v.object({ alpha: form.positive, gamma: v.pipe(form.positive, v.ltValue(1)) }),
    transition: v.array(form.table),
    reward: form.table,
    start: form.numbers,
    data: form.table,
  },
  ({ params, ...process }) => ({ ...solveLogged(process, params) }),
);
