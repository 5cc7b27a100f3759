/** The policy families by id. */
import { autoregressiveMlp } from './autoregressive-mlp';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import { logLinear } from './log-linear';
import type { PolicyFamily } from './policy';
import { rbf } from './rbf';
import { table } from './table';
import { transformer } from './transformer';
import { twoBumps } from './two-bumps';

const families: ReadonlyMap<string, PolicyFamily> = new Map(
  [bump, bumpWidth, twoBumps, rbf, table, logLinear, autoregressiveMlp, transformer].map((family) => [
    family.id,
    family,
  ]),
);

/** The family of this id; throws where there is none, which validation rules out. */
export const policyFamily = (id: string): PolicyFamily => {
  const family = families.get(id);
  if (family === undefined) throw new Error(`no policy family ${id}`);
  return family;
};
