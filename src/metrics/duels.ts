/** How a policy does in the game of preferences, in worlds where raters prefer in no order of merit. */
import { exp } from '../math/elementary';
import { exploitability as exploitabilityOf } from '../math/game';
import { ofPolicy } from './metric';

export const exploitability = ofPolicy({
  label: 'Exploitability',
  unit: 'max P(y ≻ π) − ½',
  meaning: 'How much more than half of its duels with the policy the best single answer wins; 0 at the equilibrium.',
  usual: true,
  appliesTo: ({ preference }) => preference !== null,
  of: ({ policy, world: { preference } }) =>
    preference === null ? Number.NaN : exploitabilityOf(preference, policy.logP.map(exp)),
});
