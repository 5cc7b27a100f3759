/** ExPO on the logits of a table, and the temperature that it stands for. */
import * as v from 'valibot';
import { expectation, logNormalise } from '../math/distribution';
import { onLine } from '../math/on-line';
import { expo } from '../objectives/expo';
import { form, oracle } from './oracle';

export const expoOracle = oracle(
  'expo',
  {
    params: v.object({ alpha: form.number, beta: form.positive }),
    logits0: form.numbers,
    logits1: form.numbers,
    reward: form.numbers,
  },
  ({ params: { alpha, beta }, logits0, logits1, reward }) => {
    const [share = { weight: 0 }] = expo.shares({ of: 1, alpha }, [0]);
    const logits = onLine(Float64Array.from(logits0), Float64Array.from(logits1), share.weight);
    const logPolicy = logNormalise(logits, logits.length);
    return {
      logPolicy: [...logPolicy],
      temperature: beta / share.weight,
      expectedReward: expectation(logPolicy, (i) => reward[i] ?? 0, logPolicy.length),
    };
  },
);
