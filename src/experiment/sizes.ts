/** The numbers of an experiment that decide how much work it is, in the order in which a budget makes them smaller. */

import { policyById } from '../policies/families';
import type { Experiment } from '../settings/experiment';
import { type FieldValues, groupAt, type NumberField } from '../settings/fields';
import { worldById } from '../worlds';
import type { Path } from './plain';
import { settingFields as fields } from './settings';

export interface Size {
  readonly path: Path;
  readonly now: number;
  /** Smaller than this is little to look at, so that another number is made smaller first. */
  readonly gentle: number;
  /** The values it may have below `now`, ascending. */
  readonly smaller: () => readonly number[];
  readonly set: (value: number) => Experiment;
}

const wholeNumbers = (low: number, below: number): readonly number[] =>
  Array.from({ length: Math.max(0, below - low) }, (_, i) => low + i);

const sizeOf = (
  path: Path,
  now: number | string | undefined,
  { range: [low] }: Pick<NumberField, 'range'>,
  gentle: number,
  set: Size['set'],
): readonly Size[] =>
  typeof now === 'number' ? [{ path, now, gentle, smaller: () => wholeNumbers(low, now), set }] : [];

/** A parameter of the world or the policy; values that do not go with the others are left out. */
const parameter = (experiment: Experiment, part: 'world' | 'policy', name: string, gentle: number): readonly Size[] => {
  const { id, params } = experiment[part];
  const definition = part === 'world' ? worldById(id) : policyById(id);
  const field = definition?.fields[name];
  const now = params[name];
  if (field?.kind !== 'number' || typeof now !== 'number') return [];
  const changed = (value: number): FieldValues => ({ ...params, [name]: value });
  const set = (value: number): Experiment => ({ ...experiment, [part]: { id, params: changed(value) } });
  return sizeOf([part, 'params', name], now, field, gentle, set).map((size) => ({
    ...size,
    smaller: () => size.smaller().filter((value) => definition?.conflictIn?.(changed(value)) === undefined),
  }));
};

const fineTuningSteps = (experiment: Experiment): readonly Size[] => {
  const { id, params } = experiment.world;
  const group = worldById(id)?.fields.sft;
  const field = group?.kind === 'group' ? group.fields.steps : undefined;
  if (field === undefined) return [];
  const sft = groupAt(params, 'sft');
  return sizeOf(['world', 'params', 'sft', 'steps'], sft?.steps, field, 100, (steps) => ({
    ...experiment,
    world: { id, params: { ...params, sft: { ...sft, steps } } },
  }));
};

/** Runs are the last to go. */
export const sizesOf = (experiment: Experiment): readonly Size[] => {
  const { data, training, runs } = experiment;
  return [
    ...sizeOf(['training', 'batch'], training.batch, fields.batch, 32, (batch) => ({
      ...experiment,
      training: { ...training, batch },
    })),
    ...sizeOf(['data', 'pairs'], data.pairs, fields.pairs, 32, (pairs) => ({
      ...experiment,
      data: { ...data, pairs },
    })),
    ...sizeOf(['data', 'candidates'], data.candidates, fields.candidates, 4, (candidates) => ({
      ...experiment,
      data: { ...data, candidates },
    })),
    ...fineTuningSteps(experiment),
    ...parameter(experiment, 'policy', 'hidden', 16),
    ...parameter(experiment, 'policy', 'width', 16),
    ...parameter(experiment, 'policy', 'layers', 1),
    ...parameter(experiment, 'world', 'maxLength', 4),
    ...parameter(experiment, 'world', 'words', 4),
    ...parameter(experiment, 'world', 'prompts', 2),
    ...sizeOf(['runs'], runs.length, { range: [1, runs.length] }, 1, (count) => ({
      ...experiment,
      runs: runs.slice(0, count),
    })),
  ];
};
