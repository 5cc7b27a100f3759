/** Self-play on a matrix of preferences, and its equilibria. */
import * as v from 'valibot';
import { averageOf, exploitability, nash, nashMdFixedPoint, regularisedNash, selfPlay } from '../math/game';
import { form, oracle } from './oracle';

export const game = oracle(
  'game',
  {
    params: v.object({ eta: form.positive, tau: form.positive, rounds: form.count }),
    preference: form.table,
    logRef: form.numbers,
  },
  ({ params: { eta, tau, rounds }, preference, logRef }) => {
    const reference = Float64Array.from(logRef);
    const iterates = selfPlay(preference, reference, eta, Math.max(2, rounds));
    const last = (iterates[rounds - 1] ?? reference).map(Math.exp);
    const average = averageOf(iterates.slice(0, rounds));
    const regularised = regularisedNash(preference, reference, tau).map(Math.exp);
    return {
      nash: [...nash(preference)],
      exploitabilityRef: exploitability(preference, reference.map(Math.exp)),
      afterOneRound: [...(iterates[1] ?? reference).map(Math.exp)],
      lastIterate: [...last],
      averageIterate: [...average],
      exploitabilityLast: exploitability(preference, last),
      exploitabilityAverage: exploitability(preference, average),
      regularisedNash: [...regularised],
      nashMdFixedPoint: [...nashMdFixedPoint(preference, reference, { eta, tau }).map(Math.exp)],
      exploitabilityRegularised: exploitability(preference, regularised),
    };
  },
);
