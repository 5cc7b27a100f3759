/** The symbols an objective may use, each with its level, its meaning and its TeX. */
import { div, type Expression, groupSum, named, sub, symbol } from '../expression/node';

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

/** Symbols of one candidate in a group of K scored candidates. */
export const groupSymbols = { logPi, logRef, r, n, rho } as const;
export type GroupSymbols = typeof groupSymbols;

const logStar = symbol('logStar', 'element');
/** g − b: by how much a response is safer than the world promises to be on average. */
const excess = symbol('excess', 'element');
/** The share of the response in what is imitated: demonstrations, or logged data weighted by what they are worth. */
const target = symbol('target', 'element');

/** Symbols of one response when all responses to a prompt are summed over; π* is the optimum at the experiment's β. */
export const responseSymbols = { logPi, logRef, r, rho, logStar, excess, target } as const;
export type ResponseSymbols = typeof responseSymbols;

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
  excess: { tex: '(g_i - b)', meaning: 'by how much response i is safer than the bound' },
  logStar: { tex: '\\log\\pi^*_i', meaning: 'log-probability of response i under the optimum π*' },
};

/** Names a visitor's own expression may use, with the expression each stands for. */
export const pairVocabulary: ReadonlyMap<string, Expression> = new Map(Object.entries(pairSymbols));
