/** Experiments with a name, for the lesson menu; the first is what the page opens with. */
import type { Headline } from './claims';
import type { Experiment } from './experiment';
import { headlineFor } from './headline';
import { openingLesson } from './opening';
import { checkExperiment } from './schema';

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly experiment: Experiment;
  readonly headline: Headline;
}

const preset = (id: string, name: string, said: unknown): Preset => {
  const checked = checkExperiment(said);
  if ('problems' in checked) throw new Error(`${id}: ${checked.problems.map(({ message }) => message).join(' ')}`);
  return { id, name, experiment: checked.experiment, headline: headlineFor(checked.experiment) };
};

const exactRl = { objective: 'rl-exact', knobs: { beta: 1 } };
const fDpo = (divergence: string) => ({ objective: 'f-dpo', knobs: { beta: 1, divergence, alpha: 0.5 } });
const alphapo = (alpha: number) => ({ objective: 'alphapo', knobs: { alpha, beta: 1, gamma: 0 } });

export const presets: readonly Preset[] = [
  preset('mode-or-mean', 'Mode or mean?', openingLesson),
  preset('two-bumps', 'A little more room: two bumps', { ...openingLesson, policy: { id: 'two-bumps' } }),
  preset('free-table', 'All the room: a free table', {
    ...openingLesson,
    policy: { id: 'table' },
    training: { steps: 2000 },
  }),
  preset('divergences', 'Does the divergence choose the side?', {
    runs: [...['reverse-kl', 'forward-kl', 'js', 'alpha'].map(fDpo), exactRl],
  }),
  preset('reward-shape', 'SimPO and the α of AlphaPO', {
    runs: [{ objective: 'simpo', knobs: { beta: 1, gamma: 0 } }, alphapo(-1), alphapo(0.25), alphapo(1)],
  }),
  preset('sure-labels', 'Sure labels, narrow support', {
    world: { id: 'cliff' },
    policy: { id: 'bump-width', params: { start: 0, width: 1.5 } },
    data: { pairs: 64, support: { low: -1, high: 1 }, labels: 'deterministic' },
    training: { steps: 2000, batch: 'all' },
    runs: [
      { objective: 'dpo', knobs: { beta: 0.1 } },
      { objective: 'dpo', knobs: { beta: 1 } },
      { objective: 'ipo', knobs: { tau: 0.1 } },
      { objective: 'mpo', knobs: { lambdaReference: 0.1 } },
      { objective: 'dpo', knobs: { beta: 1, anchor: 0.1 } },
    ],
  }),
];
