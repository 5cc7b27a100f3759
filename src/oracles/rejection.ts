/** Which candidates of the reference are accepted, exactly and in Algorithm 1's loop. */
import * as v from 'valibot';
import { logNormalise, meanUnder } from '../math/distribution';
import { acceptance, acceptedInOrder } from '../math/rejection';
import { CaseError } from '../objectives/cases';
import { form, oracle } from './oracle';

const params = v.object({ beta: form.positive });

export const rsoAccept = oracle(
  'rso-accept',
  { params, logRef: form.numbers, reward: form.numbers },
  ({ params: { beta }, logRef, reward }) => {
    const acceptProb = acceptance(reward, beta);
    const reference = Float64Array.from(logRef, Math.exp);
    const weighted = acceptProb.map((chance, i) => Math.log(chance) + (logRef[i] ?? 0));
    return {
      acceptProb: [...acceptProb],
      acceptanceRate: meanUnder(reference, acceptProb, reference.length),
      accepted: [...logNormalise(weighted, weighted.length).map(Math.exp)],
    };
  },
);

export const rsoLoop = oracle(
  'rso-loop',
  { params: v.object({ beta: form.positive, take: form.count }), reward: form.numbers, uniforms: form.numbers },
  ({ params: { beta, take }, reward, uniforms }) => {
    const lots = uniforms.values();
    const lot = (): number => {
      const { value, done } = lots.next();
      if (done === true) throw new CaseError('"uniforms" has fewer numbers than there are trials');
      return value;
    };
    return { acceptedInOrder: acceptedInOrder(reward, beta, take, lot) };
  },
);
