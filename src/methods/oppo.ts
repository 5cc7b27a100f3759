/** OPPO in one step: optimistic mirror descent on a bandit, which is no run of the page but a picture of its own. */
import { knob } from '../settings/fields';
import type { BanditMethod } from './define';

export const oppo = {
  id: 'oppo',
  name: 'OPPO',
  paper: { title: 'Provably Efficient Exploration in Policy Optimization', arxiv: '1912.05830' },
  evidence: 'reconstruction',
  summary: 'Mirror descent on what answers have earned so far, with a bonus for those that were seldom drawn.',
  note: 'The update is from memory. In one step over a table the paper’s bonus is c/√n, for an answer drawn n times.',
  knobs: {
    eta: knob({
      default: 0.2,
      range: [0.02, 2],
      scale: 'log',
      tex: '\\eta',
      higher: 'moves the policy further at each step',
    }),
    c: knob({ default: 1, range: [0, 3], higher: 'draws answers that are little known more often' }),
  },
  at: {
    objective: { id: 'mirror-descent', text: 'mirror descent' },
    draws: { id: 'policy', text: 'its own answers' },
    judge: { id: 'optimistic', text: 'what was earned, and a bonus' },
    reference: { id: 'moving', text: 'itself, a round ago' },
  },
} as const satisfies BanditMethod;
