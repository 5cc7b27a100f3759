/** The runs of one compiled objective on the device: its terms and its knobs as columns. */
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Experiment } from '../experiment/experiment';
import { type Expression, type SymbolNode, symbol } from '../expression/node';
import { compile } from '../expression/program';
import type { ObjectiveKind } from '../objectives/define';
import { formOf, numericKnobs } from '../objectives/index';
import { objectiveOf, type RunGroup } from './layout';
import { Term } from './term';

const movingPair = [symbol('a', 'row'), symbol('b', 'row')];
export const movingResponse = [symbol('logPi', 'element')];
const movingTokens = ['tokW', 'tokL'].map((name) => symbol(name, 'element'));
const movingDivergences = ['klW', 'klL'].map((name) => symbol(name, 'element'));

/** The log-probabilities, and what else follows the policy, that a loss of this kind is a function of. */
export const movingIn = (kind: ObjectiveKind, loss: Expression): readonly SymbolNode[] => {
  if (kind === 'pairwise') return movingPair;
  if (kind !== 'tokenwise') return movingResponse;
  const { symbols } = compile([loss]);
  return movingDivergences.some(({ name }) => symbols.has(name))
    ? [...movingTokens, ...movingDivergences]
    : movingTokens;
};

export class ObjectiveGroup {
  readonly kind: ObjectiveKind;
  /** Names of what the gradients of `loss` are with respect to, in their order. */
  readonly moving: readonly string[];
  readonly start: number;
  readonly size: number;
  readonly loss: Term;
  /** Over all responses to a prompt; null where the objective has none. */
  readonly regulariser: Term | null;
  readonly #runs: readonly number[];
  /** Knob values [size, 1] for pairs and [size, 1, 1] for groups and responses. */
  #rowKnobs = new Map<string, Tensor>();
  #elementKnobs = new Map<string, Tensor>();

  constructor(group: RunGroup, experiment: Experiment) {
    this.kind = group.objective.kind;
    this.start = group.start;
    this.size = group.runs.length;
    this.#runs = group.runs;
    const knobs = experiment.runs[group.runs[0] ?? 0]?.knobs ?? {};
    const form = formOf(group.objective, knobs);
    this.moving = movingIn(this.kind, form.loss).map(({ name }) => name);
    this.loss = new Term(form.loss, movingIn(this.kind, form.loss));
    this.regulariser = form.regulariser === undefined ? null : new Term(form.regulariser, movingResponse);
    this.setKnobs(experiment);
  }

  /** Knobs by symbol name, shaped for terms over pairs or over elements. */
  knobs(domain: 'pairs' | 'elements'): ReadonlyMap<string, Tensor> {
    return domain === 'pairs' ? this.#rowKnobs : this.#elementKnobs;
  }

  /** Reads the knob values of this group's runs; the runs' structure must not have changed. */
  setKnobs(experiment: Experiment): void {
    const columns = new Map<string, number[]>();
    for (const index of this.#runs) {
      const run = experiment.runs[index];
      if (run === undefined) throw new Error(`no run ${index}`);
      for (const { name, value } of numericKnobs(objectiveOf(run), run.knobs)) {
        columns.set(name, [...(columns.get(name) ?? []), value]);
      }
    }
    this.#disposeKnobs();
    const shaped = (rest: readonly number[]) =>
      new Map([...columns].map(([name, values]) => [name, tensor(values, [this.size, ...rest], 'float32')]));
    this.#rowKnobs = shaped([1]);
    this.#elementKnobs = shaped([1, 1]);
  }

  dispose(): void {
    this.loss.dispose();
    this.regulariser?.dispose();
    this.#disposeKnobs();
  }

  #disposeKnobs(): void {
    for (const column of [...this.#rowKnobs.values(), ...this.#elementKnobs.values()]) column.dispose();
  }
}
