/** From log π of all runs to every run's loss and ∂L/∂log π, with as few device operations as the runs allow. */
import {
  add,
  concat,
  gatherND,
  mul,
  pad,
  reshape,
  scatterND,
  slice,
  type Tensor,
  type Tensor2D,
  tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/experiment';
import { optimum } from '../math/optimum';
import type { World } from '../worlds/world';
import type { BatchNeeds, BatchTensors, Picks } from './batch-tensors';
import type { Layout } from './layout';
import { ObjectiveGroup } from './objective-group';
import type { Term } from './term';

export interface LossAndGradient {
  /** [R, 1]; null where it was not asked for. */
  readonly loss: Tensor2D | null;
  /** ∂(mean loss)/∂log π, [R, N]. */
  readonly gradient: Tensor2D;
}

interface Part {
  readonly loss: Tensor2D | null;
  /** ∂(sum over rows)/∂ the picked log-probabilities, [runs, picks]. */
  readonly gradient: Tensor2D;
}

const rowsOf = (table: Tensor2D, start: number, size: number): Tensor2D =>
  size === table.shape[0] ? table : slice(table, [start, 0], [size, -1]);

const stacked = (parts: readonly Tensor2D[]): Tensor2D => {
  const [only] = parts;
  if (only === undefined) throw new Error('nothing to stack');
  return parts.length === 1 ? only : concat([...parts], 0);
};

export class ObjectiveGradients {
  readonly #groups: readonly ObjectiveGroup[];
  readonly #prompts: number;
  readonly #responses: number;
  readonly #world: World;
  /** logRef, r and logStar of every response, [1, prompts, responses]. */
  readonly #table = new Map<string, Tensor>();

  constructor(experiment: Experiment, world: World, layout: Layout) {
    this.#world = world;
    this.#prompts = world.prompts.length;
    this.#responses = world.responses.length;
    this.#groups = layout.groups.map((group) => new ObjectiveGroup(group, experiment));
    this.#setTable('logRef', world.logRef);
    this.#setTable('r', world.reward);
    this.#setTable('logStar', optimum(world, experiment.beta));
  }

  /** New numbers for the knobs and for β of π*; the layout must be the same. */
  setKnobs(experiment: Experiment): void {
    for (const group of this.#groups) group.setKnobs(experiment);
    this.#setTable('logStar', optimum(this.#world, experiment.beta));
  }

  /** What a batch must carry for these objectives. */
  get needs(): BatchNeeds {
    const read = (kind: ObjectiveGroup['kind']): ReadonlySet<string> | null => {
      const groups = this.#groups.filter((group) => group.kind === kind);
      return groups.length === 0 ? null : new Set(groups.flatMap(({ loss }) => [...loss.symbols]));
    };
    return { pairs: read('pairwise'), groups: read('groupwise') };
  }

  /** `logPi` [R, N]. Call inside `tidy`. */
  compute(logPi: Tensor2D, batch: BatchTensors, withLoss: boolean): LossAndGradient {
    const of = (kind: ObjectiveGroup['kind']) => this.#groups.filter((group) => group.kind === kind);
    const sections: Part[] = [];
    const [pairwise, groupwise, exact] = [of('pairwise'), of('groupwise'), of('exact')];
    if (batch.pairs !== null && pairwise.length > 0) {
      sections.push(
        this.#picked(logPi, pairwise, batch.pairs, batch.rows, (group, picks) =>
          this.#pairs(group, picks, batch, withLoss),
        ),
      );
    }
    if (batch.candidates !== null && groupwise.length > 0) {
      sections.push(
        this.#picked(logPi, groupwise, batch.candidates, batch.rows, (group, picks) =>
          this.#candidates(group, picks, batch, withLoss),
        ),
      );
    }
    for (const group of exact) sections.push(this.#overResponses(group.loss, group, logPi, withLoss));
    let gradient = stacked(sections.map((section) => section.gradient));
    let loss = withLoss ? stacked(sections.flatMap((section) => section.loss ?? [])) : null;

    for (const group of this.#groups) {
      if (group.regulariser === null) continue;
      const part = this.#overResponses(group.regulariser, group, logPi, withLoss);
      const below = logPi.shape[0] - group.start - group.size;
      const everywhere = (rows: Tensor2D): Tensor2D =>
        pad(rows, [
          [group.start, below],
          [0, 0],
        ]);
      gradient = add(gradient, everywhere(part.gradient));
      if (loss !== null && part.loss !== null) loss = add(loss, everywhere(part.loss));
    }
    return { loss, gradient };
  }

  dispose(): void {
    for (const group of this.#groups) group.dispose();
    for (const table of this.#table.values()) table.dispose();
  }

  #setTable(name: string, values: Float64Array): void {
    this.#table.get(name)?.dispose();
    this.#table.set(name, tensor(Float32Array.from(values), [1, this.#prompts, this.#responses]));
  }

  /**
   * Picks log π by index for consecutive groups, and scatters what comes back. Both go through the transpose, because
   * `gatherND` and `scatterND` of whole rows are 10 to 50 times faster than picking along the last axis.
   */
  #picked(
    logPi: Tensor2D,
    groups: readonly ObjectiveGroup[],
    { gather, scatter }: Picks,
    rows: number,
    part: (group: ObjectiveGroup, picks: Tensor2D) => Part,
  ): Part {
    const start = groups[0]?.start ?? 0;
    const size = groups.reduce((sum, group) => sum + group.size, 0);
    const picks: Tensor2D = transpose(gatherND(transpose(rowsOf(logPi, start, size)), gather) as Tensor2D);
    const parts = groups.map((group) => part(group, rowsOf(picks, group.start - start, group.size)));
    const flowing = transpose(stacked(parts.map(({ gradient }) => gradient)));
    const scattered = scatterND(scatter, flowing, [logPi.shape[1], size]) as Tensor2D;
    const losses = parts.flatMap(({ loss }) => loss ?? []);
    return {
      loss: losses.length === 0 ? null : stacked(losses),
      gradient: mul(transpose(scattered), 1 / rows),
    };
  }

  #pairs(group: ObjectiveGroup, picks: Tensor2D, batch: BatchTensors, withLoss: boolean): Part {
    const shape = [group.size, batch.rows];
    const symbols = new Map<string, Tensor>([
      ...batch.pairSymbols,
      ...group.knobs('pairs'),
      ['a', slice(picks, [0, 0], [-1, batch.rows])],
      ['b', slice(picks, [0, batch.rows], [-1, batch.rows])],
    ]);
    const { loss, gradients } = this.#run(group.loss, symbols, shape, withLoss);
    return { loss, gradient: concat(gradients as Tensor2D[], 1) };
  }

  #candidates(group: ObjectiveGroup, picks: Tensor2D, batch: BatchTensors, withLoss: boolean): Part {
    const shape = [group.size, batch.rows, batch.groupSize];
    const symbols = new Map<string, Tensor>([
      ...batch.groupSymbols,
      ...group.knobs('elements'),
      ['logPi', reshape(slice(picks, [0, 0], [-1, batch.rows * batch.groupSize]), shape)],
    ]);
    const { loss, gradients } = this.#run(group.loss, symbols, shape, withLoss);
    return { loss, gradient: this.#flat(gradients, group.size) };
  }

  #overResponses(term: Term, group: ObjectiveGroup, logPi: Tensor2D, withLoss: boolean): Part {
    const shape = [group.size, this.#prompts, this.#responses];
    const symbols = new Map<string, Tensor>([
      ...this.#table,
      ...group.knobs('elements'),
      ['logPi', reshape(rowsOf(logPi, group.start, group.size), shape)],
    ]);
    const { loss, gradients } = this.#run(term, symbols, shape, withLoss);
    return { loss, gradient: mul(this.#flat(gradients, group.size), 1 / this.#prompts) };
  }

  #flat(gradients: readonly Tensor[], runs: number): Tensor2D {
    const [gradient] = gradients;
    if (gradient === undefined) throw new Error('the term has no gradient');
    return reshape(gradient, [runs, -1]);
  }

  #run(term: Term, symbols: ReadonlyMap<string, Tensor>, shape: readonly number[], withLoss: boolean) {
    return withLoss ? term.lossAndGradients(symbols, shape) : { loss: null, gradients: term.gradients(symbols, shape) };
  }
}
