/** A sweep: an experiment in which one or two knobs of each run take the values of a grid, under several seeds. */
import { pow } from '../math/elementary';
import { knobsOf, objectiveById } from '../objectives';
import type { Experiment, Run, Sweep, SweepAxis } from '../settings/experiment';
import type { NumberField, OptionalNumberField } from '../settings/fields';
import { maxRuns } from '../settings/limits';

/** One setting of the grid: a run with its place in the experiment, and which knobs were set to what. */
export interface Swept {
  readonly run: Run;
  readonly place: number;
  readonly set: Readonly<Record<string, number>>;
}

/** Knobs that one sweep goes over at most. */
export const mostAxes = 2;

/** Reads `beta=0.01:10:16,alpha=-1:1:16`; a text in place of axes says what is wrong. */
export const axesFrom = (text: string): readonly SweepAxis[] | string => {
  const axes: SweepAxis[] = [];
  for (const part of text.split(',')) {
    const found = /^([^=]+)=([^:]+):([^:]+):(\d+)$/.exec(part.trim());
    const [low, high, count] = [found?.[2], found?.[3], found?.[4]].map(Number);
    const knob = found?.[1];
    if (knob === undefined || low === undefined || high === undefined || count === undefined) {
      return `"${part}" is not a knob with its ends and how many values, such as beta=0.01:10:16`;
    }
    axes.push({ knob, low, high, count });
  }
  return axes;
};

/** What a person may sweep of a run, by name. */
export type SweepableKnobs = ReadonlyMap<string, NumberField | OptionalNumberField>;

/** The knobs of a run that are numbers; none of a mix, of which nothing is trained. */
export const sweepableKnobs = ({ objective: id, knobs }: Run): SweepableKnobs => {
  const objective = objectiveById(id);
  if (objective === undefined) return new Map();
  return new Map(
    Object.entries(knobsOf(objective, knobs)).flatMap(([name, field]) =>
      field.kind === 'number' || field.kind === 'optional-number' ? [[name, field] as const] : [],
    ),
  );
};

/** Evenly by powers where the knob's own slider is so and the ends allow it, else evenly. */
export const valuesOf = ({ low, high, count }: SweepAxis, { scale, integer }: NumberField | OptionalNumberField) => {
  const isLog = scale === 'log' && low > 0;
  return Array.from({ length: count }, (_, i) => {
    const share = count === 1 ? 0 : i / (count - 1);
    if (i === count - 1) return high;
    const value = isLog ? low * pow(high / low, share) : low + share * (high - low);
    return integer ? Math.round(value) : value;
  });
};

/** The runs that have all these knobs as numbers. */
const sweptRuns = (runs: readonly Run[], over: readonly SweepAxis[]) =>
  runs
    .map((run, place) => ({ run, place, knobs: sweepableKnobs(run) }))
    .filter(({ knobs }) => over.every(({ knob }) => knobs.has(knob)));

/** What is wrong with an axis in itself; undefined where nothing is. */
const faultIn = ({ knob, low, high, count }: SweepAxis): string | undefined => {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high)
    return `"${knob}" must go from a number up to a higher one`;
  return count < 1 || (count === 1 && low < high) ? `"${knob}" must have two values or more` : undefined;
};

/** Why these runs cannot be swept so; undefined where they can. */
export const obstacleToSweep = (runs: readonly Run[], { over, seeds }: Sweep): string | undefined => {
  if (over.length < 1 || over.length > mostAxes) return `a sweep is over one knob or two, not over ${over.length}`;
  const [first, second] = over;
  if (first?.knob === second?.knob) return `"${first?.knob}" is swept twice`;
  const fault = over.map(faultIn).find((text) => text !== undefined);
  if (fault !== undefined) return fault;
  const swept = sweptRuns(runs, over);
  const names = over.map(({ knob }) => `"${knob}"`).join(' and ');
  if (swept.length === 0)
    return `no run that is trained has ${over.length > 1 ? 'both' : 'a knob'} ${names} as a number`;
  for (const { knobs, place } of swept) {
    for (const { knob, low, high } of over) {
      const [least = low, most = high] = knobs.get(knob)?.range ?? [];
      if (low < least || high > most) return `"${knob}" of run ${place + 1} goes from ${least} to ${most}`;
    }
  }
  const settings = swept.length * over.reduce((product, { count }) => product * count, 1);
  return settings * seeds > maxRuns ? `${settings} settings under ${seeds} seeds are more than ${maxRuns}` : undefined;
};

/** All settings of each run that has all the knobs, the last axis fastest; a text says why they cannot be swept. */
export const settingsOf = ({ runs }: Pick<Experiment, 'runs'>, sweep: Sweep): readonly Swept[] | string => {
  const { over } = sweep;
  return (
    obstacleToSweep(runs, sweep) ??
    sweptRuns(runs, over).flatMap(({ run, place, knobs }): readonly Swept[] => {
      let settings: readonly Swept['set'][] = [{}];
      for (const axis of over) {
        const field = knobs.get(axis.knob);
        const values = field === undefined ? [] : valuesOf(axis, field);
        settings = settings.flatMap((set) => values.map((value) => ({ ...set, [axis.knob]: value })));
      }
      return settings.map((set) => ({ run: { ...run, knobs: { ...run.knobs, ...set } }, place, set }));
    })
  );
};
