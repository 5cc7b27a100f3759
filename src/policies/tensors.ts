/** The tensors of each policy family. */
import { autoregressiveMlp } from './autoregressive-mlp';
import { bump } from './bump';
import { bumpWidth } from './bump-width';
import { type PolicyId, policyById } from './families';
import { logLinear } from './log-linear';
import type { BuildPolicy } from './policy';
import { rbf } from './rbf';
import { table } from './table';
import { transformer } from './transformer';
import { twoBumps } from './two-bumps';

const builders: Readonly<Record<PolicyId, BuildPolicy>> = {
  bump,
  'bump-width': bumpWidth,
  'two-bumps': twoBumps,
  rbf,
  'log-linear': logLinear,
  'autoregressive-mlp': autoregressiveMlp,
  transformer,
  table,
};

/** How to build the policy of this id; throws where there is none, which validation rules out. */
export const policyBuilder = (id: string): BuildPolicy => {
  const known = policyById(id);
  if (known === undefined) throw new Error(`no policy family ${id}`);
  return builders[known.id];
};
