/** The lesson the page opens with, as the least that has to be said: bump, DPO, EXO and exact RL from one start. */
import { isPlainRecord, type PlainRecord } from './plain';

export const openingLesson = {
  world: { id: 'two-peaks' },
  policy: { id: 'bump', params: { start: 1 } },
  data: { candidates: 4 },
  runs: [
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } },
    { objective: 'rl-exact', knobs: { beta: 1 } },
  ],
} as const;

/** An experiment that names no runs is the opening lesson, with whatever it does say in place of the lesson's. */
export const withOpening = (raw: PlainRecord): PlainRecord => {
  if (raw.runs !== undefined) return raw;
  const merged = { ...openingLesson, ...raw };
  return isPlainRecord(raw.data) ? { ...merged, data: { ...openingLesson.data, ...raw.data } } : merged;
};
