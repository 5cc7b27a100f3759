/**
 * What losses of one kind read: which symbols there are, and where each one's value is looked up. A draw gives rows of
 * responses, tables give numbers a response; everything a loss sees is looked up in these two.
 */
import { type SymbolNode, symbol } from '../expression/node';
import type { ObjectiveKind } from './define';

/** Which response of its row a symbol speaks of: the first (chosen, where a pair is ranked), the second, or each in turn. */
export type Slot = 0 | 1 | 'each';

/** Numbers that belong to single responses: log π_ref, the judge's reward, log π*, |y| in tokens. */
export type TableName = 'logRef' | 'reward' | 'logStar' | 'length';

/** The same, read only by terms over all responses, and there only where a run asks for them: g − b, and what is imitated. */
export type AskedTableName = 'excess' | 'target';

/** Where the value of a symbol comes from. Those `of: 'policy'` move with θ. */
export type Source =
  | { readonly of: 'policy'; readonly what: 'response' | 'token' | 'divergence'; readonly slot: Slot }
  | { readonly of: 'table'; readonly table: TableName; readonly slot: Slot }
  /** The same at each token of the responses in turn; 0 after the end. */
  | { readonly of: 'table at tokens'; readonly table: TableName }
  | { readonly of: 'asked'; readonly table: AskedTableName }
  /** log π_ref token by token. */
  | { readonly of: 'reference'; readonly slot: Slot }
  /** log π of whoever drew the responses: of the copy of the policy that answered, or log π_ref where they are data. */
  | { readonly of: 'behaviour'; readonly what: 'response' | 'token' | 'value'; readonly slot: Slot }
  /** The judge's on a row's two responses: 1 where it preferred the first, else 0; how probable that was. */
  | { readonly of: 'verdict'; readonly what: 'label' | 'probability' }
  /** The share of duels that a response wins with the others of its group, by the judge. */
  | { readonly of: 'wins' }
  /** The place of a token, from 1, and whether both responses have one there. */
  | { readonly of: 'places'; readonly what: 'place' | 'inBoth' }
  /** Whether there is a token at a place of the responses in turn, and whether it is the first or the last. */
  | { readonly of: 'tokens'; readonly what: 'any' | 'first' | 'last' }
  /** Of every token after every beginning: a number of it, and the value, which moves with θ, of the beginning here or of the next. */
  | { readonly of: 'choice'; readonly table: 'logRef' | 'reward' | 'may' | 'visits' }
  | { readonly of: 'value'; readonly what: 'here' | 'next' };

export interface Domain {
  readonly id: ObjectiveKind;
  /** What a row of its data is, for the page. */
  readonly title: string;
  /** By the symbol's name. */
  readonly sources: Readonly<Record<string, Source>>;
  /** What the elements of a row are: nothing (a row is one number), its responses, the tokens of one of them or of each in turn, or all choices. */
  readonly elements: 'none' | 'responses' | 'tokens' | 'tokens of each' | 'choices';
  /** Whether its rows are drawn; else they are all there is. */
  readonly isDrawn: boolean;
}

const logPi = (slot: Slot): Source => ({ of: 'policy', what: 'response', slot });
const token = (slot: Slot): Source => ({ of: 'policy', what: 'token', slot });
const divergence = (slot: Slot): Source => ({ of: 'policy', what: 'divergence', slot });
const table = (name: TableName, slot: Slot): Source => ({ of: 'table', table: name, slot });
const behaviour = (slot: Slot): Source => ({ of: 'behaviour', what: 'response', slot });

const ofResponses = {
  logPi: logPi('each'),
  logRef: table('logRef', 'each'),
  r: table('reward', 'each'),
} as const;

/** By the kind of objective. */
export const domains: Readonly<Record<ObjectiveKind, Domain>> = {
  pairwise: {
    id: 'pairwise',
    title: 'chosen against rejected',
    elements: 'none',
    isDrawn: true,
    sources: {
      a: logPi(0),
      b: logPi(1),
      aRef: table('logRef', 0),
      bRef: table('logRef', 1),
      nW: table('length', 0),
      nL: table('length', 1),
    },
  },
  tokenwise: {
    id: 'tokenwise',
    title: 'chosen against rejected, token by token',
    elements: 'tokens',
    isDrawn: true,
    sources: {
      tokW: token(0),
      tokL: token(1),
      klW: divergence(0),
      klL: divergence(1),
      tokRefW: { of: 'reference', slot: 0 },
      tokRefL: { of: 'reference', slot: 1 },
      nW: table('length', 0),
      nL: table('length', 1),
      place: { of: 'places', what: 'place' },
      inBoth: { of: 'places', what: 'inBoth' },
    },
  },
  groupwise: {
    id: 'groupwise',
    title: 'K scored candidates',
    elements: 'responses',
    isDrawn: true,
    sources: { ...ofResponses, n: table('length', 'each'), logOld: behaviour('each'), win: { of: 'wins' } },
  },
  tokens: {
    id: 'tokens',
    title: 'K scored answers, token by token',
    elements: 'tokens of each',
    isDrawn: true,
    sources: {
      tokPi: token('each'),
      tokOld: { of: 'behaviour', what: 'token', slot: 'each' },
      tokPiRef: { of: 'reference', slot: 'each' },
      isToken: { of: 'tokens', what: 'any' },
      isFirst: { of: 'tokens', what: 'first' },
      isLast: { of: 'tokens', what: 'last' },
      value: { of: 'value', what: 'here' },
      valueOld: { of: 'behaviour', what: 'value', slot: 'each' },
      r: { of: 'table at tokens', table: 'reward' },
      n: { of: 'table at tokens', table: 'length' },
    },
  },
  rivals: {
    id: 'rivals',
    title: 'two answers, unranked',
    elements: 'none',
    isDrawn: true,
    sources: {
      logPi1: logPi(0),
      logPi2: logPi(1),
      logRef1: table('logRef', 0),
      logRef2: table('logRef', 1),
      logOld1: behaviour(0),
      logOld2: behaviour(1),
      r1: table('reward', 0),
      r2: table('reward', 1),
      firstWins: { of: 'verdict', what: 'label' },
      prefers: { of: 'verdict', what: 'probability' },
    },
  },
  prefixes: {
    id: 'prefixes',
    title: 'every token of every response, nothing sampled',
    elements: 'choices',
    isDrawn: false,
    sources: {
      tok: token('each'),
      v: { of: 'value', what: 'here' },
      vNext: { of: 'value', what: 'next' },
      tokRef: { of: 'choice', table: 'logRef' },
      rEnd: { of: 'choice', table: 'reward' },
      may: { of: 'choice', table: 'may' },
      visit: { of: 'choice', table: 'visits' },
    },
  },
  exact: {
    id: 'exact',
    title: 'every response, nothing sampled',
    elements: 'responses',
    isDrawn: false,
    sources: {
      ...ofResponses,
      logStar: table('logStar', 'each'),
      excess: { of: 'asked', table: 'excess' },
      target: { of: 'asked', table: 'target' },
    },
  },
};

const isMoving = ({ of }: Source): boolean => of === 'policy' || of === 'value';

/** Whether a loss that reads these symbols has values of beginnings to learn. */
export const readsValues = ({ sources }: Domain, read: ReadonlySet<string>): boolean =>
  Object.entries(sources).some(([name, { of }]) => of === 'value' && read.has(name));

/** The symbols that move with θ, of those a loss reads, in the domain's order. */
export const movingSymbols = ({ sources, elements }: Domain, read: ReadonlySet<string>): readonly SymbolNode[] =>
  Object.entries(sources).flatMap(([name, source]) =>
    isMoving(source) && read.has(name) ? [symbol(name, elements === 'none' ? 'row' : 'element')] : [],
  );
