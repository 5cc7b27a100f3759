/** From log π of all runs to every run's loss and ∂L/∂log π, with as few device operations as the runs allow. */
import {
  add,
  concat,
  mul,
  pad,
  reshape,
  slice,
  type Tensor,
  type Tensor2D,
  tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/experiment';
import { optimum } from '../math/optimum';
import { custom } from '../objectives/custom';
import type { World } from '../worlds/world';
import type { BatchNeeds, BatchTensors } from './batch-tensors';
import type { Layout } from './layout';
import { ObjectiveGroup } from './objective-group';
import type { ResponseSums } from './picks';
import type { Term } from './term';
import type { PairTokens } from './tokens';

export interface LossAndGradient {
  /** [R, 1]; null where it was not asked for. */
  readonly loss: Tensor2D | null;
  /** ∂(mean loss)/∂log π of the choices, [R, m · V]. */
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
  /**
   * Whether a loss may be no number while its gradient is finite, so that every step must look: only a visitor's own
   * formula does that, such as a logarithm of what is negative.
   */
  readonly watchesLoss: boolean;
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
    this.watchesLoss = layout.groups.some(({ objective }) => objective.id === custom.id);
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
    return {
      pairs: read('pairwise'),
      groups: read('groupwise'),
      tokens: read('tokenwise'),
      everything: this.#groups.some(({ kind, regulariser }) => kind === 'exact' || regulariser !== null),
    };
  }

  /**
   * `logPi` [R, m · V] at the batch's nodes. `responses` sums the choices of all responses; null where each response is
   * one choice. Call inside `tidy`.
   */
  compute(logPi: Tensor2D, batch: BatchTensors, responses: ResponseSums | null, withLoss: boolean): LossAndGradient {
    const of = (kind: ObjectiveGroup['kind']) => this.#groups.filter((group) => group.kind === kind);
    const { pairs, tokens, candidates, rows } = batch;
    const [pairwise, tokenwise, groupwise] = [of('pairwise'), of('tokenwise'), of('groupwise')];
    const sections: Part[] = [];
    if (pairs !== null && pairwise.length > 0) {
      const part = (group: ObjectiveGroup, picked: Tensor2D) => this.#pairs(group, picked, batch, withLoss);
      sections.push(this.#picked(logPi, pairwise, pairs, rows, part));
    }
    if (tokens !== null) {
      for (const group of tokenwise) sections.push(this.#tokens(group, logPi, tokens, rows, withLoss));
    }
    if (candidates !== null && groupwise.length > 0) {
      const part = (group: ObjectiveGroup, picked: Tensor2D) => this.#candidates(group, picked, batch, withLoss);
      sections.push(this.#picked(logPi, groupwise, candidates, rows, part));
    }
    for (const group of of('exact')) sections.push(this.#overResponses(group.loss, group, logPi, responses, withLoss));
    let gradient = stacked(sections.map((section) => section.gradient));
    let loss = withLoss ? stacked(sections.flatMap((section) => section.loss ?? [])) : null;

    for (const group of this.#groups) {
      if (group.regulariser === null) continue;
      const part = this.#overResponses(group.regulariser, group, logPi, responses, withLoss);
      const below = logPi.shape[0] - group.start - group.size;
      const everywhere = (table: Tensor2D): Tensor2D =>
        pad(table, [
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

  /** Gives consecutive groups the log π they read, and brings their gradients back to where those came from. */
  #picked(
    logPi: Tensor2D,
    groups: readonly ObjectiveGroup[],
    sums: ResponseSums,
    rows: number,
    part: (group: ObjectiveGroup, picked: Tensor2D) => Part,
  ): Part {
    const start = groups[0]?.start ?? 0;
    const size = groups.reduce((sum, group) => sum + group.size, 0);
    const picked = sums.gather(rowsOf(logPi, start, size));
    const parts = groups.map((group) => part(group, rowsOf(picked, group.start - start, group.size)));
    const losses = parts.flatMap(({ loss }) => loss ?? []);
    return {
      loss: losses.length === 0 ? null : stacked(losses),
      gradient: mul(sums.scatter(stacked(parts.map(({ gradient }) => gradient))), 1 / rows),
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

  #tokens(group: ObjectiveGroup, logPi: Tensor2D, tokens: PairTokens, rows: number, withLoss: boolean): Part {
    const values = tokens.gather(rowsOf(logPi, group.start, group.size), group.moving.includes('klW'));
    const symbols = new Map<string, Tensor>([...tokens.symbols, ...group.knobs('elements'), ...values]);
    const shape = [group.size, rows, tokens.places];
    const { loss, gradients } = this.#run(group.loss, symbols, shape, withLoss);
    const upstream = new Map(group.moving.map((name, i) => [name, gradients[i] ?? zeros(shape)]));
    return { loss, gradient: mul(tokens.scatter(upstream), 1 / rows) as Tensor2D };
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

  #overResponses(
    term: Term,
    group: ObjectiveGroup,
    logPi: Tensor2D,
    responses: ResponseSums | null,
    withLoss: boolean,
  ): Part {
    const shape = [group.size, this.#prompts, this.#responses];
    const own = rowsOf(logPi, group.start, group.size);
    const symbols = new Map<string, Tensor>([
      ...this.#table,
      ...group.knobs('elements'),
      ['logPi', reshape(responses === null ? own : responses.gather(own), shape)],
    ]);
    const { loss, gradients } = this.#run(term, symbols, shape, withLoss);
    const gradient: Tensor2D = mul(this.#flat(gradients, group.size), 1 / this.#prompts);
    return { loss, gradient: responses === null ? gradient : responses.scatter(gradient) };
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
