/** What the page opens with, as the least that has to be said, and what an experiment that names no runs becomes. */
import { worldById, worlds } from '../worlds';
import { isPlainRecord, type PlainRecord } from './plain';
import { usualWorld } from './usual';

export const openingLesson = { world: { id: usualWorld }, ...worlds[0].opening };

/** The id of the world that an experiment names, or of the one it takes. */
export const worldIdIn = ({ world }: PlainRecord): string =>
  isPlainRecord(world) && typeof world.id === 'string' ? world.id : usualWorld;

/** An experiment that names no runs is its world's opening, with whatever it does say in place of the opening's. */
export const withOpening = (raw: PlainRecord): PlainRecord => {
  if (raw.runs !== undefined) return raw;
  const { opening } = worldById(worldIdIn(raw)) ?? worlds[0];
  const merged: PlainRecord = { ...opening, ...raw };
  return isPlainRecord(raw.data) ? { ...merged, data: { ...opening.data, ...raw.data } } : merged;
};
