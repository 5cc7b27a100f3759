/** Scenario K3: OptiDICE where the data cover little, fitted by a bump that cannot stop at their edge. */
import { below, type Scenario, trial } from './scenario';
import { cliffSettings } from './settings';

const alphas = [0.1, 0.25, 0.5, 1, 2] as const;
const label = (alpha: number) => `α = ${alpha}`;

const bump = trial<string>({
  id: 'K3 weighted imitation, one bump',
  settings: cliffSettings('bump-width', { start: 0, width: 1.5 }),
  runs: Object.fromEntries(alphas.map((alpha) => [label(alpha), { objective: 'optidice', knobs: { alpha } }])),
  facts: alphas.map((alpha) => ({
    words: `${label(alpha)}: probability outside the data`,
    wanted: below(0.1),
    holdsFor: 'each seed',
    measure: ({ mass }) => 1 - mass(label(alpha), 0, 1),
  })),
});

export const coverage: Scenario = { id: 'K3', title: 'Data that cover little', trials: [bump] };
