/** The symbols an objective may use, each with its level, its meaning and its TeX. */
import { add, div, type Expression, groupSum, named, sub, symbol } from '../expression/node';

/** a = log π(y_w|x), b = log π(y_l|x), summed over tokens, nats; `Ref` under π_ref; n = |y| in tokens. */
const a = symbol('a', 'row');
const b = symbol('b', 'row');
const aRef = symbol('aRef', 'row');
const bRef = symbol('bRef', 'row');
const nW = symbol('nW', 'row');
const nL = symbol('nL', 'row');
const rhoW = named('rhoW', sub(a, aRef));
const rhoL = named('rhoL', sub(b, bRef));
const h = named('h', sub(rhoW, rhoL));
const aBar = named('aBar', div(a, nW));
const bBar = named('bBar', div(b, nL));

/** Symbols of one preference pair. */
export const pairSymbols = { a, b, aRef, bRef, nW, nL, rhoW, rhoL, h, aBar, bBar } as const;
export type PairSymbols = typeof pairSymbols;

/**
 * log π of token i of the chosen and of the rejected response, T places in all, nats; `Ref` under π_ref. All of a
 * response's tokens are 0 after its end.
 */
const tokW = symbol('tokW', 'element');
const tokL = symbol('tokL', 'element');
const tokRefW = symbol('tokRefW', 'element');
const tokRefL = symbol('tokRefL', 'element');
/** KL(π_ref‖π) over the choices where each token was chosen, nats; 0 after the end. */
const klW = symbol('klW', 'element');
const klL = symbol('klL', 'element');
/** i = 1 … T. */
const place = symbol('place', 'element');
/** 1 where i ≤ min(|y_w|, |y_l|), else 0. */
const inBoth = symbol('inBoth', 'element');
const tokRhoW = named('tokRhoW', sub(tokW, tokRefW));
const tokRhoL = named('tokRhoL', sub(tokL, tokRefL));
const seqKlW = named('seqKlW', groupSum(klW));
const seqKlL = named('seqKlL', groupSum(klL));

/** Symbols of one preference pair with its tokens; sums over a group are sums over the T places. */
export const tokenSymbols = {
  tokW,
  tokL,
  tokRefW,
  tokRefL,
  klW,
  klL,
  place,
  inBoth,
  nW,
  nL,
  tokRhoW,
  tokRhoL,
  seqKlW,
  seqKlL,
} as const;
export type TokenSymbols = typeof tokenSymbols;

const logPi = symbol('logPi', 'element');
const logRef = symbol('logRef', 'element');
const r = symbol('r', 'element');
const n = symbol('n', 'element');
const rho = named('rho', sub(logPi, logRef));
/** log π of the policy that drew the candidate, nats; where groups are data, log π_ref. */
const logOld = symbol('logOld', 'element');
/** The number of candidates. */
const K = named('K', groupSum(1));
/** P̂: the share of duels that the candidate wins with the others of its group. */
const win = symbol('win', 'element');

/** Symbols of one candidate in a group of K scored candidates. */
export const groupSymbols = { logPi, logRef, logOld, r, n, rho, K, win } as const;
export type GroupSymbols = typeof groupSymbols;

/** log π of each token of each answer in a group, T places an answer, nats; under who drew it; under π_ref. 0 after its end. */
const tokPi = symbol('tokPi', 'element');
const tokOld = symbol('tokOld', 'element');
const tokPiRef = symbol('tokPiRef', 'element');
/** 1 at the places that an answer has, at its first, and at its last, else 0. */
const isToken = symbol('isToken', 'element');
const isFirst = symbol('isFirst', 'element');
const isLast = symbol('isLast', 'element');

/** V of the beginning that each token follows, now and when the answer was drawn. */
const value = symbol('value', 'element');
const valueOld = symbol('valueOld', 'element');

/** Symbols of one token of a group of K scored answers; `r` and `n` are those of its answer. */
export const answerSymbols = { tokPi, tokOld, tokPiRef, isToken, isFirst, isLast, value, valueOld, r, n } as const;
export type AnswerSymbols = typeof answerSymbols;

/** log π(y₁|x), log π(y₂|x) of two answers that nobody ranked, nats; under π_ref; under the policy that drew them. */
const logPi1 = symbol('logPi1', 'row');
const logPi2 = symbol('logPi2', 'row');
const logRef1 = symbol('logRef1', 'row');
const logRef2 = symbol('logRef2', 'row');
const logOld1 = symbol('logOld1', 'row');
const logOld2 = symbol('logOld2', 'row');
const r1 = symbol('r1', 'row');
const r2 = symbol('r2', 'row');
/** 1 where the judge preferred the first, else 0, and the probability that it does. */
const firstWins = symbol('firstWins', 'row');
const prefers = symbol('prefers', 'row');

/** Symbols of two answers: the policy's own, and another of its own or a rival's. */
export const rivalSymbols = {
  logPi1,
  logPi2,
  logRef1,
  logRef2,
  logOld1,
  logOld2,
  r1,
  r2,
  firstWins,
  prefers,
} as const;
export type RivalSymbols = typeof rivalSymbols;

const logStar = symbol('logStar', 'element');
/** g − b: by how much a response is safer than the world promises to be on average. */
const excess = symbol('excess', 'element');
/** The share of the response in what is imitated: demonstrations, or logged data weighted by what they are worth. */
const target = symbol('target', 'element');

/** Symbols of one response when all responses to a prompt are summed over; π* is the optimum at the experiment's β. */
export const responseSymbols = { logPi, logRef, r, rho, logStar, excess, target } as const;
export type ResponseSymbols = typeof responseSymbols;

/** log π and log π_ref of a token after a beginning, nats; whether it may stand there, and how often π_ref takes it. */
const tok = symbol('tok', 'element');
const tokRef = symbol('tokRef', 'element');
const tokRho = named('tokRho', sub(tok, tokRef));
const may = symbol('may', 'element');
const visit = symbol('visit', 'element');
/** V of the beginning, and of the one that the token makes: 0 where the answer ends with it, which `rEnd` is the reward of. */
const v = symbol('v', 'element');
const vNext = symbol('vNext', 'element');
const rEnd = symbol('rEnd', 'element');
const after = named('qTok', add(vNext, rEnd));

/** Symbols of one token after one beginning, when all tokens after all beginnings are summed over. */
export const prefixSymbols = { tok, tokRef, tokRho, may, visit, v, vNext, rEnd, after } as const;
export type PrefixSymbols = typeof prefixSymbols;

/** What each symbol means, for the formula card, and how it is typeset. */
export const glossary: Readonly<Record<string, { readonly tex: string; readonly meaning: string }>> = {
  a: { tex: '\\log\\pi_w', meaning: 'log-probability of the chosen response' },
  b: { tex: '\\log\\pi_l', meaning: 'log-probability of the rejected response' },
  aRef: { tex: '\\log\\pi^{\\text{ref}}_w', meaning: 'the chosen response’s log-probability under the reference' },
  bRef: { tex: '\\log\\pi^{\\text{ref}}_l', meaning: 'the rejected response’s log-probability under the reference' },
  nW: { tex: '|y_w|', meaning: 'length of the chosen response in tokens: its words, and its end' },
  nL: { tex: '|y_l|', meaning: 'length of the rejected response in tokens: its words, and its end' },
  rhoW: { tex: '\\rho_w', meaning: 'log-ratio log π/π_ref of the chosen response' },
  rhoL: { tex: '\\rho_l', meaning: 'log-ratio log π/π_ref of the rejected response' },
  h: { tex: 'h', meaning: 'margin: the chosen log-ratio minus the rejected one' },
  aBar: { tex: '\\bar a', meaning: 'the chosen log-probability per token' },
  bBar: { tex: '\\bar b', meaning: 'the rejected log-probability per token' },
  tokW: { tex: '\\log\\pi_{w,i}', meaning: 'log-probability of the chosen response’s token i' },
  tokL: { tex: '\\log\\pi_{l,i}', meaning: 'log-probability of the rejected response’s token i' },
  tokRefW: {
    tex: '\\log\\pi^{\\text{ref}}_{w,i}',
    meaning: 'log-probability of the chosen response’s token i under the reference',
  },
  tokRefL: {
    tex: '\\log\\pi^{\\text{ref}}_{l,i}',
    meaning: 'log-probability of the rejected response’s token i under the reference',
  },
  tokRhoW: { tex: '\\rho_{w,i}', meaning: 'log-ratio log π/π_ref of the chosen response’s token i' },
  tokRhoL: { tex: '\\rho_{l,i}', meaning: 'log-ratio log π/π_ref of the rejected response’s token i' },
  klW: {
    tex: 'D_{w,i}',
    meaning: 'KL(π_ref‖π) over the tokens that could have stood at place i of the chosen response',
  },
  klL: {
    tex: 'D_{l,i}',
    meaning: 'KL(π_ref‖π) over the tokens that could have stood at place i of the rejected response',
  },
  seqKlW: { tex: 'D_w', meaning: 'KL(π_ref‖π) summed along the chosen response' },
  seqKlL: { tex: 'D_l', meaning: 'KL(π_ref‖π) summed along the rejected response' },
  heldKlW: { tex: '\\bar D_w', meaning: 'KL(π_ref‖π) summed along the chosen response, held fixed in the gradient' },
  place: { tex: 'i', meaning: 'place of a token in its response, from 1' },
  inBoth: { tex: '\\mathbf{1}_i', meaning: '1 where both responses have a token i, 0 after the shorter one’s end' },
  logPi: { tex: '\\log\\pi_i', meaning: 'log-probability of candidate i' },
  logRef: { tex: '\\log\\pi^{\\text{ref}}_i', meaning: 'log-probability of candidate i under the reference' },
  logOld: {
    tex: '\\log\\pi^{\\text{old}}_i',
    meaning: 'log-probability of candidate i under the policy that drew it',
  },
  tokPi: { tex: '\\log\\pi_{i,t}', meaning: 'log-probability of token t of answer i' },
  tokOld: {
    tex: '\\log\\pi^{\\text{old}}_{i,t}',
    meaning: 'the same under the policy that drew the answer',
  },
  tokPiRef: { tex: '\\log\\pi^{\\text{ref}}_{i,t}', meaning: 'the same under the reference' },
  isToken: { tex: '\\mathbf{1}_{t \\le |y_i|}', meaning: '1 at the tokens that answer i has, 0 after its end' },
  isFirst: { tex: '\\mathbf{1}_{t = 1}', meaning: '1 at an answer’s first token, else 0' },
  isLast: { tex: '\\mathbf{1}_{t = |y_i|}', meaning: '1 at an answer’s last token, else 0' },
  value: { tex: 'V_t', meaning: 'value of the beginning before token t, learned in a table' },
  valueOld: { tex: 'V^{\\text{old}}_t', meaning: 'what it was when the answer was drawn' },
  tokenReward: {
    tex: 'r_{i,t}',
    meaning: 'reward of token t: its share of the KL, and at an answer’s end the answer’s reward',
  },
  returns: {
    tex: '\\hat R_{i,t}',
    meaning: 'what token t and those after it earn: the advantage above the value then',
  },
  policyLoss: { tex: 'L_\\pi', meaning: 'loss of the policy' },
  valueLoss: { tex: 'L_V', meaning: 'loss of the values' },
  K: { tex: 'K', meaning: 'candidates in a group' },
  A: { tex: 'A', meaning: 'advantage: the reward above what it is compared with' },
  R: { tex: 'R_i', meaning: 'reward of candidate i less its share of the KL' },
  ratio: { tex: 'w_i', meaning: 'probability of candidate i against what it was when drawn' },
  s: { tex: 's', meaning: 'standard deviation of the group’s rewards' },
  heldRho1: { tex: '\\bar\\rho_1', meaning: 'log-ratio log π/π_ref of the first answer, held fixed in the gradient' },
  logPi1: { tex: '\\log\\pi_1', meaning: 'log-probability of the first answer' },
  logPi2: { tex: '\\log\\pi_2', meaning: 'log-probability of the second answer' },
  logRef1: { tex: '\\log\\pi^{\\text{ref}}_1', meaning: 'the first answer’s log-probability under the reference' },
  logRef2: { tex: '\\log\\pi^{\\text{ref}}_2', meaning: 'the second answer’s log-probability under the reference' },
  logOld1: { tex: '\\log\\pi^{\\text{old}}_1', meaning: 'the same under the policy that drew the first answer' },
  logOld2: { tex: '\\log\\pi^{\\text{old}}_2', meaning: 'the same of the second answer' },
  r1: { tex: 'r_1', meaning: 'reward of the first answer' },
  r2: { tex: 'r_2', meaning: 'reward of the second answer' },
  firstWins: { tex: '\\mathbf{1}_{1\\succ 2}', meaning: '1 where the judge prefers the first answer, else 0' },
  win: { tex: '\\hat P_i', meaning: 'share of duels that candidate i wins with the others of its group' },
  prefers: { tex: 'P', meaning: 'probability that the judge prefers the first answer' },
  r: { tex: 'r_i', meaning: 'reward of candidate i' },
  n: { tex: '|y_i|', meaning: 'length of candidate i in tokens: its words, and its end' },
  rho: { tex: '\\rho_i', meaning: 'log-ratio log π/π_ref of candidate i' },
  p: { tex: 'p_i', meaning: 'probability of candidate i among the K: softmax of the policy’s scaled log-ratios' },
  logP: { tex: '\\log p_i', meaning: 'logarithm of that probability' },
  q: { tex: 'q_i', meaning: 'what it should be: softmax of the rewards of the K' },
  logQ: { tex: '\\log q_i', meaning: 'logarithm of what it should be: softmax of the rewards of the K' },
  logPW: { tex: '\\log p_w', meaning: 'log-probability of ranking the pair rightly' },
  delta: { tex: '\\Delta', meaning: 'difference of the implicit rewards' },
  tau: { tex: '\\tau', meaning: 'temperature of the pair' },
  xRho: { tex: 'x_\\rho', meaning: 'log-odds at which a choice has entropy log 2 − ρ' },
  gap: { tex: 'g', meaning: 'difference of the log-ratios per token' },
  margin: { tex: 'm', meaning: 'reward margin asked of the pair' },
  z0: { tex: 'z_0', meaning: 'mean log-ratio of the batch, at least 0' },
  gapMean: { tex: '\\mu_{t-1}', meaning: 'running mean of g before this batch' },
  gapSpread: { tex: '\\sigma_{t-1}', meaning: 'running spread of g before this batch' },
  shift: { tex: '\\delta', meaning: 'running mean of the implicit rewards, this batch included' },
  rewardMean: { tex: '\\delta_{t-1}', meaning: 'running mean of the implicit rewards before this batch' },
  steps: { tex: '(t-1)', meaning: 'steps before this one' },
  lambda: { tex: '\\lambda', meaning: 'multiplier of the bound before this step' },
  target: { tex: 'd_i', meaning: 'share of response i in what is imitated' },
  excess: { tex: '\\Delta g_i', meaning: 'g − b: by how much response i is safer than the bound' },
  tok: { tex: '\\log\\pi_i', meaning: 'log-probability of token i after a beginning s' },
  tokRef: { tex: '\\log\\pi^{\\text{ref}}_i', meaning: 'the same under the reference' },
  tokRho: { tex: '\\rho_i', meaning: 'log-ratio log π/π_ref of token i after s' },
  may: { tex: '\\mathbf{1}_i', meaning: '1 where token i may follow s, else 0' },
  visit: { tex: 'd_i', meaning: 'how often an answer of π_ref takes token i after s' },
  v: { tex: 'V', meaning: 'value of the beginning s, learned in a table' },
  vNext: { tex: 'V_i', meaning: 'value of the beginning that token i makes of s; 0 where the answer ends with it' },
  rEnd: { tex: 'r_i', meaning: 'reward of the answer that ends with token i; 0 where it goes on' },
  qTok: { tex: 'Q_i', meaning: 'value of token i after s: of what follows, or the reward at the end' },
  adv: { tex: 'A_i', meaning: 'advantage of token i: its value less that of s' },
  logStar: { tex: '\\log\\pi^*_i', meaning: 'log-probability of response i under the optimum π*' },
};

/** Names a visitor's own expression may use, with the expression each stands for. */
export const pairVocabulary: ReadonlyMap<string, Expression> = new Map(Object.entries(pairSymbols));
