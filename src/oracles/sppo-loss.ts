/** SPPO's loss and gradient of single answers, from the expression that trains. */
import * as v from 'valibot';
import { gradient } from '../expression/derivative';
import { evaluate } from '../expression/float64';
import { repeated } from '../objectives/results';
import { sppoSoft } from '../objectives/sppo-soft';
import { groupSymbols } from '../objectives/symbols';
import { form, oracle } from './oracle';

export const sppoLoss = oracle(
  'sppo-loss',
  { params: v.object({ eta: form.positive }), logRatio: form.numbers, winRate: form.numbers },
  ({ params, logRatio, winRate }) => {
    const rows = logRatio.length;
    const { loss } = sppoSoft.form(params);
    const symbols = {
      ...params,
      logPi: Float64Array.from(logRatio),
      logRef: new Float64Array(rows),
      win: Float64Array.from(winRate),
    };
    const values = evaluate([loss, ...gradient(loss, [groupSymbols.logPi])], { rows, groupSize: 1, symbols });
    return { loss: repeated(values[0], rows), grad: repeated(values[1], rows) };
  },
);
