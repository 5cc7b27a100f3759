/** A policy's scores of its own answers, the best and worst of each group, and the price that balances their lengths. */
import * as v from 'valibot';
import { balancedPrice, bestAndWorst, lengthGap, pricedScores, priceGrid } from '../math/self-judging';
import { form, oracle } from './oracle';

export const diceScore = oracle(
  'dice-score',
  {
    params: v.object({ alphaGrid: v.tuple([form.number, form.number, form.positive]) }),
    logp: form.table,
    ref: form.table,
    length: form.table,
  },
  ({ params, logp, ref, length }) => {
    const logRatio = logp.map((group, i) => group.map((value, j) => value - (ref[i]?.[j] ?? 0)));
    const judged = { logRatio, length };
    const { alpha, firstStop } = balancedPrice(judged, priceGrid(...params.alphaGrid));
    const pairs = bestAndWorst(pricedScores(judged, alpha));
    return {
      scoreAtZero: pricedScores(judged, 0),
      gapAtZero: lengthGap(judged, 0),
      alphaStar: alpha,
      gapAtStar: lengthGap(judged, alpha),
      alphaFirstStop: firstStop,
      chosen: pairs.map(({ chosen }) => chosen),
      rejected: pairs.map(({ rejected }) => rejected),
    };
  },
);
