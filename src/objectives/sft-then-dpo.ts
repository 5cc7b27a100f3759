/** The usual pipeline in two stages: first demonstrations are imitated, then preferences fitted from there. */
import { add, groupSum, mul, neg, softplus, step, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { demonstrated, demonstrationKnobs } from './demonstrations';
import { referenceBeta } from './knobs';

export const sftThenDpo = pairwise({
  id: 'sft-then-dpo',
  name: 'SFT, then DPO',
  paper: {
    title: 'Direct Preference Optimization: Your Language Model is Secretly a Reward Model',
    arxiv: '2305.18290',
  },
  evidence: 'paper',
  summary: 'Imitates demonstrations for some steps, then fits preferences and demonstrations no more.',
  note: 'Tied to itself, copied after as many steps, its second stage starts at its own reference.',
  knobs: {
    beta: referenceBeta(),
    stage: knob({
      label: 'steps of imitation',
      default: 500,
      range: [1, 100_000],
      scale: 'log',
      integer: true,
      tex: 'N',
      higher: 'imitates for longer',
    }),
    ...demonstrationKnobs,
  },
  state: { steps: { initial: 0, next: (_, __, { steps }) => add(steps, 1) } },
  target: demonstrated,
  loss: ({ h }, { beta, stage }, _, { steps }) => mul(sub(1, step(sub(stage, steps))), softplus(neg(mul(beta, h)))),
  regulariser: ({ logPi, target }, { stage }, { steps }) =>
    mul(step(sub(stage, steps)), neg(groupSum(mul(target, logPi)))),
});
