/** A sweep: an experiment in which one or two knobs of each run take the values of a grid, under several seeds. */
import { pow } from '../math/elementary';
import { knobsOf, objectiveById } from '../objectives';
import type { Experiment, Run } from '../settings/experiment';

export interface Axis {
  readonly knob: string;
  readonly low: number;
  readonly high: number;
  /** How many values, the ends among them. */
  readonly count: number;
}

/** One setting of the grid: a run, and which knobs were set to what. */
export interface Swept {
  readonly run: Run;
  readonly set: Readonly<Record<string, number>>;
}

const most = { axes: 2 } as const;

/** Reads `beta=0.01:10:16,alpha=-1:1:16`; a text in place of axes says what is wrong. */
export const axesFrom = (text: string): readonly Axis[] | string => {
  const axes: Axis[] = [];
  for (const part of text.split(',')) {
    const found = /^([^=]+)=([^:]+):([^:]+):(\d+)$/.exec(part.trim());
    const [low, high, count] = [found?.[2], found?.[3], found?.[4]].map(Number);
    const knob = found?.[1];
    if (knob === undefined || low === undefined || high === undefined || count === undefined) {
      return `"${part}" is not a knob with its ends and how many values, such as beta=0.01:10:16`;
    }
    if (!Number.isFinite(low) || !Number.isFinite(high) || low > high)
      return `"${part}" must go from a number up to a higher one`;
    if (count < 1 || (count === 1 && low < high)) return `"${part}" must have two values or more`;
    if (axes.some((axis) => axis.knob === knob)) return `"${knob}" is swept twice`;
    axes.push({ knob, low, high, count });
  }
  return axes.length > most.axes ? `a sweep is over one knob or two, not over ${axes.length}` : axes;
};

/** Evenly by powers where the knob's own slider is so and the ends allow it, else evenly. */
const valuesOf = ({ low, high, count }: Axis, scale: 'linear' | 'log'): readonly number[] => {
  const isLog = scale === 'log' && low > 0;
  return Array.from({ length: count }, (_, i) => {
    const share = count === 1 ? 0 : i / (count - 1);
    if (i === count - 1) return high;
    return isLog ? low * pow(high / low, share) : low + share * (high - low);
  });
};

/** All settings of each run, the last axis fastest; a text says what cannot be swept. */
export const settingsOf = ({ runs }: Pick<Experiment, 'runs'>, axes: readonly Axis[]): readonly Swept[] | string => {
  const swept: Swept[] = [];
  for (const run of runs) {
    const objective = objectiveById(run.objective);
    if (objective === undefined) return `${run.objective} is a mix of runs: nothing of it is trained, or swept`;
    const knobs = knobsOf(objective, run.knobs);
    let settings: readonly Swept['set'][] = [{}];
    for (const axis of axes) {
      const field = Object.hasOwn(knobs, axis.knob) ? knobs[axis.knob] : undefined;
      if (field?.kind !== 'number' && field?.kind !== 'optional-number') {
        return `${run.objective} has no knob "${axis.knob}" that is a number`;
      }
      const values = valuesOf(axis, field.scale);
      settings = settings.flatMap((set) => values.map((value) => ({ ...set, [axis.knob]: value })));
    }
    swept.push(...settings.map((set) => ({ run: { ...run, knobs: { ...run.knobs, ...set } }, set })));
  }
  return swept;
};
