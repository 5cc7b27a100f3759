/** D²PO's margin, loss and gradients on the tokens of one pair. */
import * as v from 'valibot';
import { evaluateCase } from '../objectives/evaluate';
import { form, oracle } from './oracle';

export const d2poOracle = oracle(
  'd2po',
  {
    params: v.object({ gamma: form.number, beta: form.positive }),
    chosen: form.numbers,
    rejected: form.numbers,
    refChosen: form.numbers,
    refRejected: form.numbers,
  },
  ({ params, chosen, rejected, refChosen, refRejected }) => {
    const result = evaluateCase({
      objective: 'd2po',
      params,
      tokensChosen: [chosen],
      tokensRejected: [rejected],
      refTokensChosen: [refChosen],
      refTokensRejected: [refRejected],
    });
    if (!('gradTokensChosen' in result)) throw new Error('a case of tokens gave no gradients of tokens');
    const [loss = Number.NaN] = result.loss;
    return {
      // The loss is softplus(−z).
      z: -Math.log(Math.expm1(loss)),
      loss,
      gradChosen: result.gradTokensChosen[0],
      gradRejected: result.gradTokensRejected[0],
    };
  },
);
