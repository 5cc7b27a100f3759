/** Worlds whose responses are points on a line: the grid, and a Gaussian reference on it. */

import { logNormalise } from '../math/distribution';
import { type FieldValues, knob, type NumberField, numberAt } from '../settings/fields';
import type { LineGeometry } from './geometry';
import type { WorldSize } from './size';
import { singleChoice } from './tree';
import type { Opening, Usual } from './usual';
import type { World } from './world';

/** The fields of the grid, the same in every world on a line. */
export const gridFields = {
  range: knob({ label: 'range', default: 6, range: [1, 20], higher: 'widens the line' }),
  bins: knob({ label: 'responses', default: 121, range: [11, 401], integer: true, higher: 'makes the line finer' }),
} as const satisfies Record<string, NumberField>;

/** One prompt, and every response a choice of its own. */
export const lineSize = (params: FieldValues): WorldSize => {
  const bins = numberAt(params, 'bins');
  return { prompts: 1, branching: bins, choices: bins, depth: 1 };
};

export const usualOnLines: Usual = { policy: 'bump' };

/** Bump, DPO, EXO and exact RL from one start. */
export const openingOnLines: Opening = {
  policy: { id: 'bump', params: { start: 1 } },
  data: { candidates: 4 },
  runs: [
    { objective: 'dpo', knobs: { beta: 1 } },
    { objective: 'exo-rw', knobs: { betaPolicy: 1, betaReward: 1 } },
    { objective: 'rl-exact', knobs: { beta: 1 } },
  ],
};

export interface LineSettings {
  /** The line runs from −range to range. */
  readonly range: number;
  /** Number of responses, ends included. */
  readonly bins: number;
  /** Standard deviation of the reference before the line cuts it off. */
  readonly referenceWidth: number;
}

/** A world on a line with one prompt: log π_ref ∝ −½(x/referenceWidth)², reward r(x); every response one token. */
export const lineWorld = (
  { range, bins, referenceWidth }: LineSettings,
  reward: (x: number) => number,
): World<LineGeometry> => {
  const positions = Float64Array.from({ length: bins }, (_, i) => -range + (2 * range * i) / (bins - 1));
  const responses = Array.from(positions, (x) => x.toFixed(1));
  const logRef = logNormalise(
    positions.map((x) => -0.5 * (x / referenceWidth) ** 2),
    bins,
  );
  const rewards = positions.map(reward);
  return {
    prompts: ['x'],
    responses,
    tree: singleChoice(1, responses),
    logRef,
    choiceLogRef: logRef,
    reward: rewards,
    labelReward: rewards,
    lengths: new Float64Array(bins).fill(1),
    geometry: { kind: 'line', positions },
    preference: null,
    pairs: null,
    fineTuning: null,
    neighbours: (response) => [response - 1, response + 1].filter((near) => near >= 0 && near < bins),
  };
};
