/**
 * Responses that runs sample from their own policies: anew at every step, or in rounds from a copy of the policy. The
 * random numbers come from a stream of each run's own, so that a link repeats its samples and no run shifts another's.
 */
import {
  cast,
  dispose,
  equal,
  gather,
  greater,
  keep,
  less,
  logicalAnd,
  logicalOr,
  logicalXor,
  notEqual,
  reshape,
  sigmoid,
  slice,
  stack,
  sub,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
  where,
} from '@tensorflow/tfjs-core';
import { Stream, type StreamState } from '../math/stream';
import type { Experiment } from '../settings/experiment';
import type { DeviceWorld } from './device-world';
import type { Judge } from './judge';
import type { RunGroup } from './layout';
import { lookUp } from './look-up';
import type { Numbers } from './numbers';
import type { OwnDraw } from './own-bound';
import { fillLots, RolloutPlan, rolloutStream } from './rollout-plan';
import { choiceSums, sampleResponses } from './sample-responses';

/** What a run's rollouts need to go on from a step. */
export interface RolloutState {
  readonly stream: StreamState;
  /** log π of all choices [M · V] of the copy that answers in this round; null where every step has its own. */
  readonly logBehaviour: Numbers | null;
  /** The answers of this round, [rows · answers in a row]; null where they are sampled anew at every step. */
  readonly responses: Int32Array | null;
}

export class Rollouts {
  readonly #world: DeviceWorld;
  readonly #data: Experiment['data'];
  readonly #judge: Judge;
  readonly #streams: readonly Stream[];
  readonly #plan: RolloutPlan;
  /** Kept on the device through a round. */
  #logBehaviour: Tensor2D | null = null;
  #responses: Tensor2D | null = null;

  constructor(
    group: RunGroup,
    experiment: Experiment,
    world: DeviceWorld,
    judge: Judge,
    states: readonly (RolloutState | null)[],
  ) {
    const { data, seed, runs } = experiment;
    const run = runs[group.runs[0] ?? 0];
    if (run === undefined) throw new Error('a group without runs');
    this.#world = world;
    this.#data = data;
    this.#judge = judge;
    this.#plan = new RolloutPlan(run, group.objective.kind, experiment);
    this.#streams = group.runs.map((index, row) => {
      const state = states[row];
      return state === null || state === undefined
        ? Stream.named(seed, rolloutStream(index))
        : new Stream(state.stream);
    });
    const kept = states.flatMap((state) => state ?? []);
    const stacked = <T extends Numbers | Int32Array>(of: (state: RolloutState) => T | null): Tensor2D | null => {
      const rows = kept.flatMap((state) => of(state) ?? []);
      const [width] = rows;
      return rows.length < group.runs.length || width === undefined
        ? null
        : tensor2d(
            rows.flatMap((row) => [...row]),
            [rows.length, width.length],
            width instanceof Int32Array ? 'int32' : 'float32',
          );
    };
    this.#logBehaviour = stacked((state) => state.logBehaviour);
    this.#responses = stacked((state) => state.responses);
  }

  /** What has to be read back for `states`, in its order. */
  get tensors(): readonly Tensor2D[] {
    return [this.#logBehaviour, this.#responses].flatMap((tensor) => tensor ?? []);
  }

  /** One entry a run, from what `tensors` were. */
  states(values: readonly Float32Array[]): readonly RolloutState[] {
    const left = [...values];
    const logBehaviour = this.#logBehaviour === null ? null : (left.shift() ?? null);
    const responses = this.#responses === null ? null : (left.shift() ?? null);
    const runs = this.#streams.length;
    const rowOf = (table: Float32Array | null, row: number): Float32Array | null =>
      table === null ? null : table.slice((row * table.length) / runs, ((row + 1) * table.length) / runs);
    return this.#streams.map((stream, row) => {
      const own = rowOf(responses, row);
      return {
        stream: stream.state,
        logBehaviour: rowOf(logBehaviour, row),
        responses: own === null ? null : Int32Array.from(own),
      };
    });
  }

  /** The rows of step `step`, counted from 0, under policies whose log π of all choices is `logPi` [S, M · V]. Call inside `tidy`. */
  draw(step: number, logPi: Tensor2D): OwnDraw {
    const { every, isAnew } = this.#plan;
    const place = step % every;
    if (every === 1) return this.#own(this.#sampled(step, logPi));
    if (place === 0 || this.#logBehaviour === null) this.#logBehaviour = this.#kept(this.#logBehaviour, logPi);
    if (isAnew) return this.#own(this.#sampled(step, this.#logBehaviour));
    if (place === 0 || this.#responses === null) {
      this.#responses = this.#kept(this.#responses, this.#sampled(Math.floor(step / every), this.#logBehaviour));
    }
    return this.#own(this.#window(this.#responses, place));
  }

  dispose(): void {
    dispose([...this.tensors]);
  }

  #kept(before: Tensor2D | null, next: Tensor2D): Tensor2D {
    const kept = keep(next.clone());
    before?.dispose();
    return kept;
  }

  /** The part of a round's rows that its `place`-th step sees, one after another and round again. */
  #window(responses: Tensor2D, place: number): Tensor2D {
    const { rows, batch, inRow } = this.#plan;
    const seen = this.#plan.window(place);
    if (seen === null) return responses;
    const byRow = reshape(responses, [-1, rows, inRow]);
    return reshape(gather(byRow, tensor1d(seen, 'int32'), 1), [-1, batch * inRow]);
  }

  /** A pair of twice the same answer says nothing, whatever a loss would make of it. */
  #own(responses: Tensor2D): OwnDraw {
    const rows = (responses.shape[1] ?? 0) / this.#plan.inRow;
    if (!this.#plan.isRanked) return { rows, responses, weights: null };
    const byRow = reshape(responses, [-1, rows, 2]);
    const [first, second] = [0, 1].map((side) => slice(byRow, [0, 0, side], [-1, rows, 1])) as [Tensor, Tensor];
    return { rows, responses, weights: reshape(cast(notEqual(first, second), 'float32'), [-1, rows]) };
  }

  /** Fresh rows [S, rows · answers in a row]: prompts take turns over all rows ever drawn; pairs are ranked by the judge. */
  #sampled(turn: number, logPi: Tensor2D): Tensor2D {
    const { rootOf, tree } = this.#world;
    const roots = this.#plan.promptsOf(turn, rootOf.length).map((prompt) => rootOf[prompt] ?? 0);
    const responses = sampleResponses(
      choiceSums(logPi, this.#world),
      roots,
      this.#lots(roots.length * tree.depth),
      this.#world,
    );
    return this.#plan.isRanked ? this.#ranked(responses) : responses;
  }

  /** Chosen before rejected in every row. */
  #ranked(responses: Tensor2D): Tensor2D {
    const { rows } = this.#plan;
    const byRow = reshape(responses, [-1, rows, 2]);
    const [first, second] = [0, 1].map((side) => reshape(slice(byRow, [0, 0, side], [-1, rows, 1]), [-1, rows])) as [
      Tensor2D,
      Tensor2D,
    ];
    const reward = this.#world.rewards[this.#judge];
    const difference = sub(lookUp(reward, first), lookUp(reward, second));
    const lots = this.#lots(rows);
    const prefersFirst =
      this.#data.labels === 'bradley-terry'
        ? less(lots, sigmoid(difference))
        : logicalOr(greater(difference, 0), logicalAnd(equal(difference, 0), less(lots, 0.5)));
    const firstWins = logicalXor(prefersFirst, less(this.#lots(rows), this.#data.flip));
    const chosen = where(firstWins, first, second);
    const rejected = where(firstWins, second, first);
    return cast(reshape(stack([chosen, rejected], 2), [-1, rows * 2]), 'int32');
  }

  /** Uniform on (0, 1), [S, count]. */
  #lots(count: number): Tensor2D {
    const lots = new Float32Array(this.#streams.length * count);
    this.#streams.forEach((stream, row) => {
      fillLots(stream, lots, row * count, (row + 1) * count);
    });
    return tensor2d(lots, [this.#streams.length, count]);
  }
}
