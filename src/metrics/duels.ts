/** How a policy does in the game of preferences, in worlds where raters prefer in no order of merit. */
import { exp } from '../math/elementary';
import { exploitability as exploitabilityOf } from '../math/game';
import { type MeasuredWorld, ofPolicy, ofRun } from './metric';

const hasDuels = ({ preference }: MeasuredWorld): boolean => preference !== null;

export const exploitability = ofPolicy({
  label: 'Exploitability',
  unit: 'max P(y ≻ π) − ½',
  meaning: 'How much more than half of its duels with the policy the best single answer wins; 0 at the equilibrium.',
  usual: true,
  appliesTo: hasDuels,
  of: ({ policy, world: { preference } }) =>
    preference === null ? Number.NaN : exploitabilityOf(preference, policy.logP.map(exp)),
});

export const averageExploitability = ofRun({
  label: 'Exploitability of mean π',
  unit: 'max P − ½',
  meaning:
    'The same of the mean of the run’s policies over all steps so far, which can settle where the last one circles.',
  usual: true,
  appliesTo: hasDuels,
  of: ({ average, world: { preference } }) =>
    preference === null || average === null ? Number.NaN : exploitabilityOf(preference, average),
});
