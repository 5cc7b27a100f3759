/** Hinge loss on the margin: what RSO calls hinge-norm and libraries call SLiC. */
import { mul, relu, sub } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

export const slicHinge = pairwise({
  id: 'slic-hinge',
  name: 'Hinge (RSO hinge-norm)',
  paper: {
    title: 'Statistical Rejection Sampling Improves Preference Optimization',
    arxiv: '2309.06657',
    equation: '10',
  },
  evidence: 'library code',
  summary: 'Pushes the margin up, always equally hard, until it reaches 1/β, then stops.',
  note: 'Often listed as SLiC; SLiC-HF itself has no reference inside the hinge.',
  knobs: { beta: referenceBeta() },
  loss: ({ h }, { beta }) => relu(sub(1, mul(beta, h))),
});
