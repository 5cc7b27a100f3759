/** Worlds whose responses are points on a line: the grid, and a Gaussian reference on it. */

import { logNormalise } from '../math/distribution';
import { square } from '../math/elementary';
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

/** `bins` places from −range to range. */
export const gridOf = (range: number, bins: number): Float64Array =>
  Float64Array.from({ length: bins }, (_, i) => -range + (2 * range * i) / (bins - 1));

/** A world on a line from its tables [prompts, responses]: every response one token, and raters like what is good. */
export const lineTables = (
  geometry: LineGeometry,
  prompts: readonly string[],
  logRef: Float64Array,
  reward: Float64Array,
): World<LineGeometry> => {
  const bins = geometry.positions.length;
  const responses = Array.from(geometry.positions, (x) => x.toFixed(1));
  return {
    prompts,
    responses,
    tree: singleChoice(prompts.length, responses),
    logRef,
    choiceLogRef: logRef,
    reward,
    labelReward: reward,
    lengths: new Float64Array(logRef.length).fill(1),
    geometry,
    preference: null,
    safety: null,
    pairs: null,
    fineTuning: null,
    neighbours: (response) => {
      const start = response - (response % bins);
      return [response - 1, response + 1].filter((near) => near >= start && near < start + bins);
    },
  };
};

/** A world on a line with one prompt: log π_ref ∝ −½(x/referenceWidth)², reward r(x). */
export const lineWorld = (
  { range, bins, referenceWidth }: LineSettings,
  reward: (x: number) => number,
  safety: { readonly reward: (x: number) => number; readonly bound: number } | null = null,
): World<LineGeometry> => {
  const positions = gridOf(range, bins);
  const logRef = logNormalise(
    positions.map((x) => -0.5 * square(x / referenceWidth)),
    bins,
  );
  return {
    ...lineTables({ kind: 'line', positions }, ['x'], logRef, positions.map(reward)),
    safety: safety && { reward: positions.map(safety.reward), bound: safety.bound },
  };
};
