/** What a policy keeps of a promise about a second reward. */
import { isConstrained } from '../methods/constrained-run';
import { expected, ofEngine, ofPolicy } from './metric';

export const constraint = expected({
  label: 'Safety',
  unit: 'E[g]',
  meaning: 'Expected safety reward, mean over prompts; the promise is kept while it is at least the bound.',
  usual: true,
  table: ({ safety }) => safety?.reward ?? null,
});

export const leastConstraint = ofPolicy({
  label: 'Safety on the worst prompt',
  unit: 'min E[g]',
  meaning: 'Expected safety reward on the prompt where it is least: a promise kept on the mean can be broken there.',
  appliesTo: ({ safety, prompts }) => safety !== null && prompts.length > 1,
  of: ({ policy, world: { safety, prompts } }) =>
    safety === null || prompts.length === 1 ? Number.NaN : Math.min(...policy.means(safety.reward)),
});

export const multiplier = ofEngine({
  label: 'Multiplier',
  unit: 'λ',
  meaning: 'The weight of safety against reward in what the run is judged by.',
  usual: true,
  appliesTo: ({ safety = null }) => safety !== null,
  appliesToRun: isConstrained,
});
