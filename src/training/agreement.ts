/** The engines against each other: what they are compared on, and where they begin. */
import { Stream } from '../math/stream';
import { policiesFor } from '../policies/families';
import type { Experiment } from '../settings/experiment';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { worldById } from '../worlds';
import type { Checkpoint } from './checkpoint';
import { Float64Engine } from './float64/engine';
import type { SavedReport } from './report';
import type { Trainer } from './trainer';

export type Setting = Pick<Experiment, 'world' | 'policy'>;

const small: Readonly<Record<string, FieldValues>> = {
  'autoregressive-mlp': { layers: 2, hidden: 5 },
  transformer: { layers: 2, width: 6, heads: 2, hidden: 5 },
};

/** A small world of each kind, with every policy family that fits it. */
export const settings: readonly (readonly [string, Setting])[] = (
  [
    ['two-peaks', {}],
    ['triangle', { prompts: 2 }],
    ['sentences', { prompts: 2, words: 2, maxLength: 3 }],
    ['cycle', {}],
  ] as const
).flatMap(([id, params]) => {
  const world = { id, params: { ...defaultsOf(worldById(id)?.fields ?? {}), ...params } };
  return policiesFor(id).map(
    (family) =>
      [
        `${family.id}, ${id}`,
        { world, policy: { id: family.id, params: { ...defaultsOf(family.fields), ...small[family.id] } } },
      ] as const,
  );
});

/** Trains so many steps, and is done with the trainer. */
export const save = async (trainer: Trainer, steps: number): Promise<SavedReport> => {
  trainer.advance(steps);
  const report = await trainer.save({ gradCosine: true });
  trainer.dispose();
  return report;
};

/** Where training begins, with every weight moved away from ties, at which rounding chooses the side of a kink. */
export const movedBy = async (spread: number, experiment: Experiment): Promise<Checkpoint> => {
  const { checkpoint } = await save(new Float64Engine(experiment), 0);
  const stream = Stream.named(experiment.seed, 'moved');
  // In float32, so that all engines begin at the same numbers.
  const moved = checkpoint.runs[0]?.theta.map((value) => Math.fround(value + spread * (2 * stream.uniform() - 1)));
  return {
    ...checkpoint,
    runs: checkpoint.runs.map((run) => ({ ...run, theta: run.theta.map((value, i) => moved?.[i] ?? value) })),
  };
};

/** Random cases for each policy in each world; with more than one, whole runs of every kind with every policy too. */
export const caseCount = Number(process.env.AGREEMENT_CASES ?? 1);
