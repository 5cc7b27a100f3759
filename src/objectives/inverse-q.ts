/** Inverse-Q*: the log-ratio of every token is made its advantage, and the values that this takes are learned beside it. */
import { div, groupSum, mul, named, pow, sub } from '../expression/node';
import { choice } from '../settings/fields';
import { prefixes } from './define';
import { referenceBeta } from './knobs';

const weighings = ['alike', 'as π_ref writes them'] as const;

export const inverseQ = prefixes({
  id: 'inverse-q',
  name: 'Inverse-Q*',
  paper: {
    title: 'Inverse-Q*: Token Level Reinforcement Learning for Aligning Large Language Models Without Preference Data',
    arxiv: '2408.14874',
  },
  evidence: 'reconstruction',
  summary:
    'Fits log π/π_ref of each token to its advantage over β, with the values of beginnings learned in a table beside it.',
  note: 'The loss is a reconstruction: the paper’s is not public. Its one solution is that of the identity β log π*/π_ref = Q* − V* (2404.12358). It needs a score for every answer, and no pairs.',
  knobs: {
    beta: referenceBeta({ default: 1 }),
    weights: choice('tokens count', weighings, 'alike'),
  },
  loss: ({ tokRho, may, visit, v, after }, { beta, weights }) => {
    const advantage = named('adv', sub(after, v));
    return groupSum(mul(weights === 'alike' ? may : visit, pow(sub(tokRho, div(advantage, beta)), 2)));
  },
});
