/** Experiments with a name, for the lesson menu; the first is what the page opens with. */

import type { Experiment } from '../settings/experiment';
import type { Headline } from './claims';
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
const alphapo = (alpha: number, beta = 1, gamma = 0) => ({ objective: 'alphapo', knobs: { alpha, beta, gamma } });
const dpo = (beta: number, terms: Readonly<Record<string, number>> = {}) => ({
  objective: 'dpo',
  knobs: { beta, ...terms },
});
const ipo = (tau: number) => ({ objective: 'ipo', knobs: { tau } });
const simpo = (beta: number, gamma: number) => ({ objective: 'simpo', knobs: { beta, gamma } });
const minorDpo = (beta: number) => ({ objective: 'minor-dpo', knobs: { beta } });
const orpo = { objective: 'orpo', knobs: { lambda: 1 } };
const noOverNever = { prompt: 0, chosen: 0, rejected: 1 };
const noOverYes = { prompt: 0, chosen: 0, rejected: 2 };

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
    runs: [simpo(1, 0), alphapo(-1), alphapo(0.25), alphapo(1)],
  }),
  preset('sure-labels', 'Sure labels, narrow support', {
    world: { id: 'cliff' },
    policy: { id: 'bump-width', params: { start: 0, width: 1.5 } },
    data: { pairs: 64, support: { low: -1, high: 1 }, labels: 'deterministic' },
    training: { steps: 2000, batch: 'all' },
    runs: [dpo(0.1), dpo(1), ipo(0.1), { objective: 'mpo', knobs: { lambdaReference: 0.1 } }, dpo(1, { anchor: 0.1 })],
  }),
  preset('falling-chosen', 'Why does the chosen answer fall?', { world: { id: 'sentences' } }),
  preset('cures', 'What keeps the chosen answer up', {
    world: { id: 'sentences' },
    runs: [
      dpo(0.1),
      { objective: 'rpo', knobs: { beta: 0.1, eta: 1 } },
      dpo(0.1, { nll: 0.1 }),
      minorDpo(0.1),
      { objective: 'dpop', knobs: { beta: 0.1, lambda: 5 } },
      orpo,
    ],
  }),
  preset('falling-by-alpha', 'Which α lets the chosen answer fall?', {
    world: { id: 'sentences' },
    runs: [...[-1, -0.5, 0.25, 0.5, 1].map((alpha) => alphapo(alpha, 2.5, 0.25)), simpo(2.5, 0.25)],
  }),
  preset('short-answers', 'Raters saw only short answers', {
    world: { id: 'sentences', params: { lengthPenalty: { after: 3, perToken: 1 } } },
    data: { support: { maxLength: 3 } },
    runs: [dpo(1), ipo(0.1), alphapo(-1, 2.5, 0.25), dpo(0.1, { nll: 0.1 })],
  }),
  preset('length', 'Raters like length', {
    world: { id: 'sentences', params: { lengthBonus: 0.5 } },
    runs: [dpo(0.1), simpo(2.5, 0.25), alphapo(-1, 2.5, 0.25), dpo(0.1, { nll: 0.1 }), orpo],
  }),
  preset('three-answers', 'Three answers', { world: { id: 'triangle' } }),
  preset('benign-twin', 'The benign twin', { world: { id: 'triangle', params: { third: 'Nope' } } }),
  preset('one-more-pair', 'One more pair', {
    world: { id: 'triangle', params: { pairs: [noOverNever, noOverYes] } },
    runs: [dpo(1), simpo(2, 0.5), minorDpo(1)],
  }),
  preset('table-cannot-displace', 'A table cannot displace', {
    world: { id: 'triangle' },
    policy: { id: 'table' },
    runs: [dpo(1), simpo(2, 0.5)],
  }),
];
