/** α-DPO: SimPO with a margin that adapts to each pair's distance from the reference. */

import {
  add,
  batchMean,
  div,
  type Expression,
  logSigmoid,
  mul,
  named,
  neg,
  pow,
  sqrt,
  stopGradient,
  sub,
} from '../expression/node';
import { choice, knob } from '../settings/fields';
import { pairwise } from './define';
import { rewardMargin, rewardScaleBeta } from './knobs';
import type { PairSymbols } from './symbols';

/** Keeps the z-score at 0 while all pairs still agree. */
const varianceFloor = 1e-8;
/** How much of its former value a running mean keeps at each step, as in the authors’ code. */
const decay = 0.9;

const gapOf = ({ rhoW, rhoL, nW, nL }: PairSymbols): Expression => named('gap', sub(div(rhoW, nW), div(rhoL, nL)));
const spreadOf = (gap: Expression): Expression => sqrt(add(batchMean(pow(sub(gap, batchMean(gap)), 2)), varianceFloor));
/** A running mean after this batch, which the loss of the same step already sees. */
const followed = (before: Expression, now: Expression): Expression =>
  stopGradient(add(mul(decay, before), mul(1 - decay, now)));

export const alphaDpo = pairwise({
  id: 'alpha-dpo',
  name: 'α-DPO',
  paper: { title: 'AlphaDPO: Adaptive Reward Margin for Direct Preference Optimization', arxiv: '2410.10148' },
  evidence: 'official code',
  summary: 'SimPO that asks more margin of pairs whose log-ratio gap is already above the batch’s average.',
  note: 'As in the authors’ code α is multiplied by β. Their running means start at 0, so that the first steps’ scores come out about ten times too large; with “batch” the mean and spread are those of the batch. This α is not AlphaPO’s.',
  knobs: {
    beta: rewardScaleBeta(2.5),
    gamma: rewardMargin(0.5),
    alpha: knob({
      default: 0.1,
      range: [0, 1],
      tex: '\\alpha',
      higher: 'asks more of pairs that are already far from the reference (0 is SimPO)',
    }),
    average: choice('mean and spread', ['batch', 'running'], 'batch'),
  },
  state: {
    gapMean: { initial: 0, next: (symbols, _, { gapMean }) => followed(gapMean, batchMean(gapOf(symbols))) },
    gapSpread: { initial: 0, next: (symbols, _, { gapSpread }) => followed(gapSpread, spreadOf(gapOf(symbols))) },
  },
  loss: (symbols, { beta, gamma, alpha, average }, _, { gapMean, gapSpread }) => {
    const { aBar, bBar } = symbols;
    const gap = gapOf(symbols);
    const isRunning = average === 'running';
    const mean = isRunning ? followed(gapMean, batchMean(gap)) : batchMean(gap);
    const spread = isRunning ? followed(gapSpread, spreadOf(gap)) : spreadOf(gap);
    const score = div(sub(gap, mean), spread);
    const margin = named('margin', stopGradient(add(gamma, mul(mul(beta, alpha), score))));
    return neg(logSigmoid(sub(mul(beta, sub(aBar, bBar)), margin)));
  },
});
