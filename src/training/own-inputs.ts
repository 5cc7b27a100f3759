/** What the losses of one group read whose answers are their own, or whose reference is. */
import { keep, slice, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { judgeOf } from '../experiment/judge';
import { drawsItself } from '../methods/draw-plan';
import { hasOwnReference } from '../methods/own-reference';
import { readsValues } from '../objectives/domain';
import type { Experiment, Run } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import type { Bound } from './bound';
import type { DeviceWorld } from './device-world';
import { MovingReference, type ReferenceState } from './moving-reference';
import type { ObjectiveGroup } from './objective-group';
import { bindOwn, type OwnDraw, type OwnTables } from './own-bound';
import { hasOwnData, ownData } from './own-data';
import { type OwnReference, standing } from './own-reference';
import type { PolicyView } from './policy-step';
import { type RolloutState, Rollouts } from './rollouts';
import { rowOf } from './row-of';
import type { Batch, Sampler, SamplerState } from './sampler';
import { drawOf } from './shared-batches';

/** What such a run needs to go on from a step. */
export interface OwnState extends ReferenceState {
  readonly rollout: RolloutState | null;
  /** How far the run is in its own data; null where it has none. */
  readonly data: SamplerState | null;
}

/** Whether a run reads anything that others do not: answers, data or a reference of its own. */
export const hasOwnInputs = (run: Run): boolean => drawsItself(run) || hasOwnData(run) || hasOwnReference(run);

/** The policy at all nodes, and θ [D] at the start. */
export interface Everywhere {
  readonly view: PolicyView;
  readonly initial: Float32Array;
}

export class OwnInputs {
  readonly #group: ObjectiveGroup;
  readonly #world: DeviceWorld;
  /** Of a pass. */
  readonly #columns: number;
  readonly #judge: ReturnType<typeof judgeOf>;
  readonly #rollouts: Rollouts | null;
  /** Data of the group's own; null where its answers are sampled, or those of all runs. */
  readonly #data: Sampler | null;
  readonly reference: OwnReference | null;
  /** What the latest step saw, kept. */
  #draw: OwnDraw | null = null;
  #seen: Batch | null = null;

  constructor(
    group: ObjectiveGroup,
    experiment: Experiment,
    tables: World,
    world: DeviceWorld,
    everywhere: Everywhere,
    states: readonly (OwnState | undefined)[],
    tied: ReferenceTables | null,
  ) {
    const run = group.run.example;
    this.#group = group;
    this.#world = world;
    this.#columns = everywhere.view.nodes.columns;
    this.#judge = judgeOf(run, experiment.beta);
    this.#rollouts = drawsItself(run)
      ? new Rollouts(
          group.run,
          experiment,
          world,
          this.#judge,
          states.map((state) => state?.rollout ?? null),
        )
      : null;
    this.#data = ownData(run, tables, experiment, states[0]?.data);
    this.reference = null;
    if (tied !== null) this.reference = standing(tied);
    else if (hasOwnReference(run)) {
      const moved = states.map((state) => ({ reference: state?.reference ?? null, copied: state?.copied ?? null }));
      this.reference = new MovingReference(run, group.size, everywhere.view, world.tree, everywhere.initial, moved);
    }
  }

  get #readsValues(): boolean {
    const { domain, loss } = this.#group;
    return readsValues(domain, loss.symbols);
  }

  /** Takes the rows of step `step`: sampled under `logPi`, the columns of a pass of all runs, or those of the shared batch. Call inside `tidy`. */
  draw(step: number, logPi: Tensor2D, shared: Batch): void {
    const batch = this.#data?.next() ?? shared;
    const { id } = this.#group.domain;
    if (this.#rollouts !== null) {
      const { start, size } = this.#group;
      const { choiceLogRef } = this.#world;
      const width = this.#readsValues ? -1 : (choiceLogRef.shape[1] ?? 0);
      const ownLogPi = slice(logPi, [start, 0], [size, width]);
      const own = this.#rollouts.draw(step, ownLogPi, this.#choiceLogRef, drawOf(batch, id));
      if (own !== null) {
        this.#seen = null;
        this.#keep(own);
        return;
      }
    }
    if (this.#seen !== batch) {
      this.#seen = batch;
      const { rows, responses, firstWins } = drawOf(batch, id);
      this.#keep({
        rows,
        responses: tensor2d(responses, [1, responses.length], 'int32'),
        firstWins: firstWins === undefined ? null : tensor2d(Float32Array.from(firstWins), [1, rows]),
        weights: null,
      });
    }
  }

  /** The loss's symbols over the rows drawn last. Call inside `tidy`. */
  bound(): Bound {
    if (this.#draw === null) throw new Error('nothing was drawn yet');
    const { logRef } = this.reference?.tables ?? this.#world;
    const choiceLogOld = this.#rollouts?.logOld ?? this.#world.choiceLogRef;
    const { length } = this.#world;
    // Rows of responses read no log π*; the name only completes the tables.
    const tables: OwnTables = {
      logRef,
      choiceLogRef: this.#choiceLogRef,
      choiceLogOld,
      length,
      ...this.#world.taste(this.#judge),
      logStar: logRef,
    };
    return bindOwn(this.#group.domain, this.#draw, tables, this.#world, this.#group.loss.symbols, this.#columns);
  }

  /** What the runs judged of their own answers last, as `Rollouts` has it. */
  get ends(): readonly Tensor2D[] {
    return this.#rollouts?.ends ?? [];
  }

  /** What has to be read back for `states`. */
  get tensors(): readonly Tensor[] {
    return [...(this.#rollouts?.tensors ?? []), ...this.#ofReference];
  }

  /** One entry a run, from what `tensors` were. */
  states(values: readonly Float32Array[]): readonly OwnState[] {
    const ofRollouts = this.#rollouts?.tensors.length ?? 0;
    const rollouts = this.#rollouts?.states(values.slice(0, ofRollouts));
    const [theta, copied] = values.slice(ofRollouts);
    const rowIn = (table: Float32Array | undefined, row: number): Float32Array | null =>
      table === undefined ? null : rowOf(table, row, this.#group.size);
    return Array.from({ length: this.#group.size }, (_, row) => ({
      rollout: rollouts?.[row] ?? null,
      data: this.#data?.state ?? null,
      reference: rowIn(theta, row),
      copied: rowIn(copied, row),
    }));
  }

  dispose(): void {
    this.#rollouts?.dispose();
    this.reference?.dispose();
    this.#forget();
  }

  /** Nothing before its first move. */
  get #ofReference(): readonly Tensor2D[] {
    if (this.reference?.moved == null) return [];
    const { moved, copied } = this.reference;
    return copied === null ? [moved] : [moved, copied];
  }

  get #choiceLogRef(): Tensor2D {
    return (this.reference?.tables ?? this.#world).choiceLogRef;
  }

  #keep({ rows, responses, firstWins, weights }: OwnDraw): void {
    const kept = (table: Tensor2D | null): Tensor2D | null => (table === null ? null : keep(table.clone()));
    this.#forget();
    this.#draw = { rows, responses: keep(responses.clone()), firstWins: kept(firstWins), weights: kept(weights) };
  }

  #forget(): void {
    this.#draw?.responses.dispose();
    this.#draw?.firstWins?.dispose();
    this.#draw?.weights?.dispose();
    this.#draw = null;
  }
}
