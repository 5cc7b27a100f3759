/** AIHF's loss on demonstrations and pairs, and its gradients, from the expressions that train. */
import * as v from 'valibot';
import { gradient } from '../expression/derivative';
import { evaluate, type Float64Inputs } from '../expression/float64';
import { meanOf } from '../math/averages';
import { aihf } from '../objectives/aihf';
import { pairSymbols, responseSymbols } from '../objectives/symbols';
import { form, oracle } from './oracle';

const arrayOf = (value: number | Float64Array | undefined, size: number): readonly number[] =>
  typeof value === 'number' ? new Array<number>(size).fill(value) : [...(value ?? [])];

export const aihfOracle = oracle(
  'aihf',
  {
    params: v.object({ weight: form.number, beta: form.positive }),
    logpDemo: form.numbers,
    logpChosen: form.numbers,
    logpRejected: form.numbers,
    refChosen: form.numbers,
    refRejected: form.numbers,
  },
  ({ params, logpDemo, logpChosen, logpRejected, refChosen, refRejected }) => {
    const { loss, regulariser } = aihf.form(params);
    if (regulariser === undefined) throw new Error('AIHF imitates');
    const pairs = logpChosen.length;
    const ofPairs: Float64Inputs = {
      rows: pairs,
      groupSize: 1,
      symbols: {
        ...params,
        a: Float64Array.from(logpChosen),
        b: Float64Array.from(logpRejected),
        aRef: Float64Array.from(refChosen),
        bRef: Float64Array.from(refRejected),
      },
    };
    const demonstrations = logpDemo.length;
    // All demonstrations as the answers to one prompt, each as often.
    const ofDemonstrations: Float64Inputs = {
      rows: 1,
      groupSize: demonstrations,
      symbols: {
        ...params,
        logPi: Float64Array.from(logpDemo),
        target: new Float64Array(demonstrations).fill(1 / demonstrations),
      },
    };
    const { a, b } = pairSymbols;
    const [losses, chosen, rejected] = evaluate([loss, ...gradient(loss, [a, b])], ofPairs);
    const [imitation, demo] = evaluate(
      [regulariser, ...gradient(regulariser, [responseSymbols.logPi])],
      ofDemonstrations,
    );
    return {
      loss: meanOf(arrayOf(losses, pairs)) + meanOf(arrayOf(imitation, 1)),
      gradDemo: arrayOf(demo, demonstrations),
      gradChosen: arrayOf(chosen, pairs).map((slope) => slope / pairs),
      gradRejected: arrayOf(rejected, pairs).map((slope) => slope / pairs),
    };
  },
);
