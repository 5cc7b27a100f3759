/** The world of an experiment. */
import type { Experiment } from '../settings/experiment';
import { worldById } from '../worlds/index';
import type { World } from '../worlds/world';

export const worldOf = ({ world }: Experiment): World => {
  const definition = worldById(world.id);
  if (definition === undefined) throw new Error(`no world ${world.id}`);
  return definition.build(world.params);
};
