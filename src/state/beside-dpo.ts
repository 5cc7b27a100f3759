/** The link that puts a method beside DPO in the experiment at hand. */

import { pageBudget } from '../experiment/budget';
import { toFragment } from '../experiment/link';
import { misfitsIn } from '../experiment/rules';
import { mixById } from '../objectives';
import type { Experiment } from '../settings/experiment';
import { isOptional } from '../settings/fields';
import { worlds } from '../worlds';
import type { WorldDefinition } from '../worlds/world';
import { chooseWorld, newRun, setParam } from './edits';

/** A mix is made of runs, so that there must be some. */
const othersFor = (methodId: string): readonly string[] => {
  if (mixById(methodId) !== undefined) return ['dpo', 'ipo'];
  return methodId === 'dpo' ? [] : ['dpo'];
};

/** The experiment in a world: as it is, and with each of what the world can switch on, such as a second reward. */
const variants = (experiment: Experiment, { id, fields }: WorldDefinition): readonly Experiment[] => {
  const there = chooseWorld(id)(experiment);
  const switches = Object.entries(fields).filter(([name, field]) => isOptional(field) && !(name in there.world.params));
  return [there, ...switches.map(([name, field]) => setParam('world', name, field.default)(there))];
};

/**
 * DPO and this method, each as its recipe says, as a fragment: in the experiment at hand, or where that has not what the
 * method needs, in the first that has.
 */
export const besideDpo = (methodId: string, experiment: Experiment): string => {
  const within = (other: Experiment): Experiment => ({
    ...other,
    runs: [...othersFor(methodId), methodId].map((id) => newRun(id, other)),
  });
  const nearest = worlds.toSorted(
    (a, b) => Number(b.id === experiment.world.id) - Number(a.id === experiment.world.id),
  );
  for (const world of nearest) {
    const fitting = variants(experiment, world)
      .map(within)
      .find((other) => misfitsIn(other, pageBudget).length === 0);
    if (fitting !== undefined) return toFragment(fitting);
  }
  return toFragment(within(experiment));
};
