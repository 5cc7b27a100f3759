/** The oracles: what is known exactly of the wider family of methods, by the kind of case. */
import { CaseError } from '../objectives/cases';
import { aihfOracle } from './aihf';
import { d2poOracle } from './d2po';
import { diceScore } from './dice-score';
import { expoOracle } from './expo';
import { game } from './game';
import { mctsPuct } from './mcts-puct';
import { mocanDual } from './mocan-dual';
import { oppoBandit } from './oppo-bandit';
import { optidiceChi2, optidiceMdp } from './optidice';
import type { Oracle } from './oracle';
import { pecanDual } from './pecan-dual';
import { rsoAccept, rsoLoop } from './rejection';
import { acceleratedPo, exponentiatedGradient, trDpoReference } from './rounds';
import { softTree } from './soft-tree';
import { sppoLoss } from './sppo-loss';

const oracles: readonly Oracle[] = [
  rsoAccept,
  rsoLoop,
  acceleratedPo,
  exponentiatedGradient,
  trDpoReference,
  expoOracle,
  game,
  sppoLoss,
  diceScore,
  d2poOracle,
  mocanDual,
  pecanDual,
  optidiceChi2,
  optidiceMdp,
  softTree,
  oppoBandit,
  mctsPuct,
  aihfOracle,
];

export const oracleByKind: ReadonlyMap<string, Oracle> = new Map(oracles.map((oracle) => [oracle.kind, oracle]));

/** The kind of a case that an oracle answers; undefined of any other value. */
export const kindOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
    ? value.kind
    : undefined;

/** The kind and the expected fields of a case. Throws `CaseError` for an unknown kind, or a case not written as it asks. */
export const answerCase = (kind: string, value: unknown): Readonly<Record<string, unknown>> => {
  const oracle = oracleByKind.get(kind);
  if (oracle === undefined) throw new CaseError(`unknown kind; the kinds are ${[...oracleByKind.keys()].join(', ')}`);
  return { kind, ...oracle.answer(value) };
};
