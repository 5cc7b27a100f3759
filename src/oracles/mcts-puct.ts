/** The scores by which a tree search chooses where to go on. */
import * as v from 'valibot';
import { puctChoice, puctScores } from '../math/puct';
import { form, oracle } from './oracle';

export const mctsPuct = oracle(
  'mcts-puct',
  {
    params: v.object({ exploration: form.number, parentVisits: form.number }),
    visits: form.numbers,
    valueSum: form.numbers,
    prior: form.numbers,
  },
  ({ params: { exploration, parentVisits }, ...branches }) => ({
    score: [...puctScores(branches, parentVisits, exploration)],
    choice: puctChoice(branches, parentVisits, exploration),
  }),
);
