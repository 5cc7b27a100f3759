/** From log π of all runs to every run's loss and ∂L/∂log π, with as few device operations as the runs allow. */
import { add, concat, pad, slice, type Tensor, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import { custom } from '../objectives/custom';
import { readsValues } from '../objectives/domain';
import type { Experiment } from '../settings/experiment';
import { type Bound, type Symbols, shapeOf } from './bound';
import type { Layout } from './layout';
import { type Carried, ObjectiveGroup } from './objective-group';

/** What the terms of a step read. */
export interface StepInputs {
  /** For the loss of each group; consecutive groups with the same one are gathered together. */
  readonly bound: (group: ObjectiveGroup) => Bound;
  /** Every response, for the terms over all of them; null where there are none. */
  readonly all: Bound | null;
  /** Symbols of a group that stand in place of those bound for every response: its own reference, its own judge. */
  readonly own: (group: ObjectiveGroup) => Symbols;
}

export interface LossAndGradient {
  /** [R, 1]; null where it was not asked for. */
  readonly loss: Tensor2D | null;
  /** ∂(mean loss)/∂ the columns of the pass. */
  readonly gradient: Tensor2D;
  /** What each group carries to the next step. */
  readonly carried: readonly (readonly Tensor2D[])[];
}

const nothing: Symbols = new Map();

/** Rows of a table of rank 2 or 3. */
const rowsOf = <T extends Tensor>(table: T, start: number, size: number): T =>
  size === table.shape[0]
    ? table
    : slice(table, [start, ...table.shape.slice(1).map(() => 0)], [size, ...table.shape.slice(1).map(() => -1)]);

const stacked = <T extends Tensor>(parts: readonly T[]): T => {
  const [only] = parts;
  if (only === undefined) throw new Error('nothing to stack');
  return parts.length === 1 ? only : (concat([...parts], 0) as T);
};

/** Neighbours that read the same. */
const sectionsOf = (groups: readonly ObjectiveGroup[], bound: StepInputs['bound']) => {
  const sections: { bound: Bound; groups: ObjectiveGroup[] }[] = [];
  for (const group of groups) {
    const own = bound(group);
    const last = sections.at(-1);
    if (last?.bound === own) last.groups.push(group);
    else sections.push({ bound: own, groups: [group] });
  }
  return sections;
};

export class ObjectiveGradients {
  /**
   * Whether a loss may be no number while its gradient is finite, so that every step must look: only a visitor's own
   * formula does that, such as a logarithm of what is negative.
   */
  readonly watchesLoss: boolean;
  readonly groups: readonly ObjectiveGroup[];

  /** `carried` is where a checkpoint stands, one entry a run. */
  constructor(experiment: Experiment, layout: Layout, carried: readonly (Carried | undefined)[]) {
    this.watchesLoss = layout.groups.some(({ objective }) => objective.id === custom.id);
    this.groups = layout.groups.map(
      (group) =>
        new ObjectiveGroup(
          group,
          experiment,
          group.runs.map((run) => carried[run]),
        ),
    );
  }

  /** Whether some term is summed over all responses. */
  get readsEverything(): boolean {
    return this.groups.some(({ domain, regulariser }) => domain.id === 'exact' || regulariser !== null);
  }

  /** Whether some loss learns values of beginnings beside the policy. */
  get readsValues(): boolean {
    return this.groups.some(({ domain, loss }) => readsValues(domain, loss.symbols));
  }

  /** New numbers for the knobs; the layout must be the same. */
  setKnobs(experiment: Experiment): void {
    for (const group of this.groups) group.setKnobs(experiment);
  }

  /** `logPi`: the columns of a pass at the nodes that the inputs read. Call inside `tidy`. */
  compute(logPi: Tensor2D, inputs: StepInputs, withLoss: boolean): LossAndGradient {
    const sections = sectionsOf(this.groups, inputs.bound).map(({ bound, groups }) =>
      this.#section(logPi, groups, bound, inputs, withLoss),
    );
    let gradient = stacked(sections.map((section) => section.gradient));
    let loss = withLoss ? stacked(sections.flatMap((section) => section.losses)) : null;
    for (const group of this.groups) {
      if (group.regulariser === null || inputs.all === null) continue;
      const values = this.#overAll(logPi, group, inputs.all, inputs, withLoss);
      const below = logPi.shape[0] - group.start - group.size;
      const everywhere = (table: Tensor2D): Tensor2D =>
        pad(table, [
          [group.start, below],
          [0, 0],
        ]);
      gradient = add(gradient, everywhere(inputs.all.scatter(values.gradients)));
      if (loss !== null && values.loss !== null) loss = add(loss, everywhere(values.loss));
    }
    return { loss, gradient, carried: sections.flatMap((section) => section.carried) };
  }

  dispose(): void {
    for (const group of this.groups) group.dispose();
  }

  #overAll(logPi: Tensor2D, group: ObjectiveGroup, all: Bound, { own }: StepInputs, withLoss: boolean) {
    const moving = all.gather(rowsOf(logPi, group.start, group.size));
    if (group.regulariser === null) throw new Error('the group has no term over all responses');
    return group.values(group.regulariser, all, moving, own(group), withLoss);
  }

  /** Consecutive groups: gathered at once, computed one after another, and their gradients taken back at once. */
  #section(logPi: Tensor2D, groups: readonly ObjectiveGroup[], bound: Bound, inputs: StepInputs, withLoss: boolean) {
    const start = groups[0]?.start ?? 0;
    const size = groups.reduce((sum, group) => sum + group.size, 0);
    const moving = bound.gather(rowsOf(logPi, start, size));
    const parts = groups.map((group) => {
      const rows = new Map([...moving].map(([name, value]) => [name, rowsOf(value, group.start - start, group.size)]));
      const own = group.domain.isDrawn ? nothing : inputs.own(group);
      return { group, ...group.values(group.loss, bound, rows, own, withLoss) };
    });
    const upstream = [...moving.keys()].flatMap((name) => {
      if (parts.every(({ gradients }) => !gradients.has(name))) return [];
      return [
        [
          name,
          stacked(parts.map(({ group, gradients }) => gradients.get(name) ?? zeros(shapeOf(bound, group.size)))),
        ] as const,
      ];
    });
    return {
      losses: parts.flatMap((part) => part.loss ?? []),
      gradient: bound.scatter(new Map(upstream)),
      carried: parts.map(({ carried }) => carried),
    };
  }
}
