/** Regret of optimistic and of greedy mirror descent on a bandit in which nothing is left to chance. */
import * as v from 'valibot';
import { expectedBandit } from '../math/optimistic-bandit';
import { form, oracle } from './oracle';

export const oppoBandit = oracle(
  'oppo-bandit',
  {
    params: v.object({ eta: form.positive, bonus: form.number, steps: form.count }),
    means: form.numbers,
    policy0: form.numbers,
    times: v.array(form.count),
  },
  ({ params: { eta, bonus, steps }, means, policy0, times }) => {
    const optimistic = expectedBandit({ means, policy0, eta, bonus, steps });
    const greedy = expectedBandit({ means, policy0, eta, bonus: 0, steps });
    return {
      regretOptimistic: times.map((time) => optimistic[time - 1]?.regret),
      regretGreedy: times.map((time) => greedy[time - 1]?.regret),
      policyOptimistic: [...(optimistic.at(-1)?.policy ?? [])],
      policyGreedy: [...(greedy.at(-1)?.policy ?? [])],
    };
  },
);
