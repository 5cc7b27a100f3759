/** Runs that differ in one knob alone: what that knob does. */
import { spokenRunNames } from '../experiment/run-names';
import type { MetricName } from '../metrics';
import { knobsOf, objectiveById } from '../objectives';
import type { Run } from '../settings/experiment';
import { shortLabelOf } from '../settings/label';
import { tickText } from '../settings/number-text';
import { isSame } from '../settings/same';
import { atLeast, type Finding, type Observation } from './observation';
import type { Seen } from './seen';
import { words } from './sentence';

/** What a knob may change, with the change that counts as clear and how it is called. */
const watched: readonly { readonly metric: MetricName; readonly clear: number; readonly name: string }[] = [
  { metric: 'chosenShift', clear: 0.5, name: 'shift of chosen answers' },
  { metric: 'kl', clear: 0.3, name: 'KL to π_ref' },
  { metric: 'reward', clear: 0.2, name: 'reward' },
  { metric: 'length', clear: 0.4, name: 'length' },
];

const without = (run: Run, knob: string): Run => ({ ...run, knobs: { ...run.knobs, [knob]: 0 } });
const numberOf = (run: Run | undefined, knob: string): number => Number(run?.knobs[knob]);

interface Sweep {
  readonly knob: string;
  /** By the value of the knob, ascending; no two alike. */
  readonly runs: readonly number[];
}

/** Largest sets of runs that differ in one numeric knob alone. */
const sweeps = ({ experiment: { runs } }: Seen): readonly Sweep[] =>
  runs.flatMap((run, index) => {
    const objective = objectiveById(run.objective);
    if (objective === undefined) return [];
    return Object.entries(knobsOf(objective, run.knobs)).flatMap(([knob, field]): readonly Sweep[] => {
      if (field.kind !== 'number') return [];
      const alike = runs.flatMap((other, i) => (isSame(without(other, knob), without(run, knob)) ? [i] : []));
      const values = new Set(alike.map((i) => numberOf(runs[i], knob)));
      if (alike[0] !== index || values.size < 2 || values.size < alike.length) return [];
      return [{ knob, runs: alike.toSorted((a, b) => numberOf(runs[a], knob) - numberOf(runs[b], knob)) }];
    });
  });

/** A metric only rises, or only falls, along the sweep. */
const isMonotone = (values: readonly number[]): boolean => {
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? Number.NaN));
  return steps.every((step) => step > 0) || steps.every((step) => step < 0);
};

export const oneKnob: Observation = {
  id: 'one-knob',
  topic: 'runs',
  weight: 0.55,
  find: (seen) =>
    sweeps(seen).flatMap(({ knob, runs }): readonly Finding[] => {
      const effects = watched.flatMap(({ metric, clear }) => {
        const values = runs.map((run) => seen.now(metric, run));
        const range = Math.abs((values.at(-1) ?? Number.NaN) - (values[0] ?? Number.NaN));
        return isMonotone(values) ? [{ metric, clarity: atLeast(range, clear) }] : [];
      });
      const [clearest] = effects.toSorted((a, b) => b.clarity - a.clarity);
      if (clearest === undefined) return [];
      return [{ runs, clarity: clearest.clarity, as: `${knob} ${clearest.metric} ${runs[0]}` }];
    }),
  say: (seen, found, as) => {
    const [knob = '', of] = as.split(' ');
    const { runs } = seen.experiment;
    const sweep = found.toSorted((a, b) => numberOf(runs[a], knob) - numberOf(runs[b], knob));
    const [first = 0, last = 0] = [sweep[0], sweep.at(-1)];
    const effect = watched.find(({ metric }) => metric === of);
    const run = runs[first];
    const objective = objectiveById(run?.objective ?? '');
    if (effect === undefined || run === undefined || objective === undefined) return [];
    const field = knobsOf(objective, run.knobs)[knob];
    const label = shortLabelOf(knob, field !== undefined && 'tex' in field ? field : undefined);
    const [name = ''] = spokenRunNames({ ...seen.experiment, runs: [run] });
    const at = (index: number): string => tickText(numberOf(runs[index], knob));
    const isRising = seen.now(effect.metric, last) > seen.now(effect.metric, first);
    return [
      words(`from ${label} ${at(first)} to ${at(last)} ${name}’s ${effect.name} ${isRising ? 'rises' : 'falls'} from `),
      seen.said(effect.metric, first),
      words(' to '),
      seen.said(effect.metric, last),
      words('.'),
    ];
  },
};
