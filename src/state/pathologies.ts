/** What can go wrong with preference data, each as a switch: the edit it makes, and where there is no such thing. */

import { settingWords } from '../experiment/settings';
import { usualFor } from '../experiment/usual';
import type { Experiment } from '../settings/experiment';
import type { FieldValue } from '../settings/fields';
import { worldById } from '../worlds';
import type { World } from '../worlds/world';
import { setData, setParam } from './edits';
import { supportFor } from './support-edits';

export interface Pathology {
  readonly id: string;
  readonly label: string;
  /** What it shows, in a sentence. */
  readonly shows: string;
  readonly isOn: (experiment: Experiment) => boolean;
  readonly turn: (isOn: boolean, world: World) => (experiment: Experiment) => Experiment;
  /** Why it cannot be switched on here; undefined where it can. */
  readonly obstacle: (experiment: Experiment, world: World) => string | undefined;
}

const [fewPairs, flippedShare, lengthBonus] = [8, 0.2, 0.5];

/** Pairs that belong to the world are not drawn, so how they are drawn cannot go wrong. */
const givenObstacle = ({ data }: Experiment): string | undefined =>
  data.pairs === settingWords.given ? 'This experiment uses the world’s own pairs, which are not drawn.' : undefined;

/** Why a parameter of the world cannot take this value; undefined where it can. */
const parameterObstacle = (
  { world: { id, params } }: Experiment,
  name: string,
  value: FieldValue | undefined,
  missing: string,
): string | undefined => {
  const definition = worldById(id);
  if (definition === undefined || value === undefined || !(name in definition.fields)) return missing;
  const conflict = definition.conflictIn?.({ ...params, [name]: value });
  return conflict?.name === name ? `It must be ${conflict.allowed}.` : undefined;
};

const trapIn = ({ world }: Experiment): FieldValue | undefined => worldById(world.id)?.fields.trap?.default;

export const pathologies: readonly Pathology[] = [
  {
    id: 'deterministic',
    label: 'labels without chance',
    shows: 'The better answer always wins: nothing in the data says how far the gap should widen.',
    isOn: ({ data }) => data.labels === 'deterministic',
    turn: (isOn) => setData({ labels: isOn ? 'deterministic' : 'bradley-terry' }),
    obstacle: givenObstacle,
  },
  {
    id: 'flipped',
    label: 'one label in five flipped',
    shows: 'Wrong labels: see what each objective makes of them.',
    isOn: ({ data }) => data.flip > 0,
    turn: (isOn) => setData({ flip: isOn ? flippedShare : 0 }),
    obstacle: () => undefined,
  },
  {
    id: 'few',
    label: 'few pairs',
    shows: `Only ${fewPairs} pairs, seen again and again: of all other answers nothing is said.`,
    isOn: ({ data }) => typeof data.pairs === 'number' && data.pairs <= fewPairs,
    turn: (isOn) => (experiment) =>
      setData({ pairs: isOn ? fewPairs : usualFor(experiment.world.id).pairs })(experiment),
    obstacle: givenObstacle,
  },
  {
    id: 'narrow',
    label: 'raters see only a part',
    shows: 'Pairs come from fewer answers than the policy can give: nothing is said about the others.',
    isOn: ({ data }) => data.support !== null,
    turn: (isOn, world) => setData({ support: isOn ? supportFor(world) : null }),
    obstacle: (experiment, world) =>
      givenObstacle(experiment) ??
      (supportFor(world) === null ? 'Its few answers leave no part to leave out.' : undefined),
  },
  {
    id: 'near-duplicates',
    label: 'near-duplicate pairs',
    shows:
      'The two answers are almost the same: what pushes the rejected one down can take the chosen one along, where parameters are shared.',
    isOn: ({ data }) => data.nearDuplicates > 0,
    turn: (isOn) => setData({ nearDuplicates: isOn ? 1 : 0 }),
    obstacle: givenObstacle,
  },
  {
    id: 'length-bonus',
    label: 'raters like long answers',
    shows: 'Labels favour each further word, which makes no answer better: watch the length.',
    isOn: ({ world }) => (world.params.lengthBonus ?? 0) !== 0,
    turn: (isOn) => setParam('world', 'lengthBonus', isOn ? lengthBonus : 0),
    obstacle: (experiment) =>
      parameterObstacle(experiment, 'lengthBonus', lengthBonus, 'Answers have no length in this world.'),
  },
  {
    id: 'trap',
    label: 'a cheap phrase fools raters',
    shows: 'Labels over-reward a phrase: see whether a policy comes to say little else.',
    isOn: ({ world }) => world.params.trap !== undefined,
    turn: (isOn) => (experiment) => setParam('world', 'trap', isOn ? trapIn(experiment) : undefined)(experiment),
    obstacle: (experiment) =>
      parameterObstacle(experiment, 'trap', trapIn(experiment), 'This world has no cheap phrase.'),
  },
];
