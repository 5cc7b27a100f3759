/** What the page opens with, as the least that has to be said, and the runs that each world begins with. */
import { isPlainRecord, type PlainRecord } from './plain';
import { usualWorld } from './usual';

/** Bump, DPO, EXO and exact RL from one start. */
export const openingLesson = {
  world: { id: usualWorld },
  policy: { id: 'bump', params: { start: 1 } },
  data: { candidates: 4 },
  runs: [
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } },
    { objective: 'rl-exact', knobs: { beta: 1 } },
  ],
} as const;

/** Under which the chosen answers fall, and with what they do not. */
const sentencesOpening: PlainRecord = {
  runs: [
    { objective: 'dpo', knobs: { beta: 0.1 } },
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'ipo', knobs: { tau: 0.1 } },
    { objective: 'simpo', knobs: { beta: 2.5, gamma: 0.25 } },
    { objective: 'alphapo', knobs: { alpha: -1, beta: 2.5, gamma: 0.25 } },
    { objective: 'dpo', knobs: { beta: 0.1, nll: 0.1 } },
    { objective: 'minor-dpo', knobs: { beta: 0.1 } },
    { objective: 'orpo', knobs: { lambda: 1 } },
  ],
};

const triangleOpening: PlainRecord = {
  runs: [
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'ipo', knobs: { tau: 0.25 } },
    { objective: 'minor-dpo', knobs: { beta: 1 } },
    { objective: 'dpo', knobs: { beta: 1, nll: 0.1 } },
    { objective: 'alphapo', knobs: { alpha: -1, beta: 2, gamma: 0.5 } },
  ],
};

const openings: ReadonlyMap<string, PlainRecord> = new Map([
  ['sentences', sentencesOpening],
  ['triangle', triangleOpening],
]);

/** The id of the world that an experiment names, or of the one it takes. */
export const worldIdIn = ({ world }: PlainRecord): string =>
  isPlainRecord(world) && typeof world.id === 'string' ? world.id : usualWorld;

/** An experiment that names no runs is its world's opening, with whatever it does say in place of the opening's. */
export const withOpening = (raw: PlainRecord): PlainRecord => {
  if (raw.runs !== undefined) return raw;
  const opening = openings.get(worldIdIn(raw)) ?? openingLesson;
  const merged: PlainRecord = { ...opening, ...raw };
  return isPlainRecord(opening.data) && isPlainRecord(raw.data)
    ? { ...merged, data: { ...opening.data, ...raw.data } }
    : merged;
};
