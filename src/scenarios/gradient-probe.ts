/** Gradients of losses with respect to the weights of one policy, over rows of responses that are given or drawn. */
import type { Expression } from '../expression/node';
import { compile } from '../expression/program';
import { placeOfLot, runningSums } from '../math/draw';
import { labelChance } from '../math/preference';
import type { Stream } from '../math/stream';
import { bind, type Draw, type Tables } from '../objectives/bind';
import { domains, movingSymbols } from '../objectives/domain';
import { formOf, numbersAtStart, objectiveById } from '../objectives/index';
import { LossOnRows, type Numbers } from '../objectives/loss-on-rows';
import type { Run } from '../settings/experiment';
import type { PolicyPass } from '../training/float64/policy-pass';
import { allNodes } from '../training/nodes';
import { tablesOf } from '../training/tables';
import { pathSums } from '../worlds/tree';
import type { World } from '../worlds/world';

/** Rows of responses, and what each row's gradient is multiplied by. */
export interface WeightedRows extends Draw {
  readonly weights: Float64Array;
}

/** Rows bound at once. */
const atOnce = 1 << 14;

/** One policy in its world, from which answers are drawn and where gradients are taken. */
export class GradientProbe {
  readonly world: World;
  /** log π of each choice [M · V], and of each response [N]. */
  readonly #choiceLogPi: Float64Array;
  readonly logPi: Float64Array;
  readonly #pass: PolicyPass;
  readonly #nodes: Int32Array;
  readonly #size: number;

  /** At θ [D]; the pass is the probe's own from then on. */
  constructor(world: World, pass: PolicyPass, theta: Float64Array) {
    this.world = world;
    this.#pass = pass;
    this.#nodes = allNodes(world.tree).nodes;
    this.#size = theta.length;
    pass.forward(theta, this.#nodes);
    this.#choiceLogPi = pass.logPi;
    this.logPi = pathSums(world.tree, this.#choiceLogPi);
  }

  /** ∂L/∂θ [D] of a run's loss on these rows; `raised` is added to every reward. */
  ofRun({ objective: id, knobs }: Run, rows: WeightedRows, raised = 0): Float64Array {
    const objective = objectiveById(id);
    if (objective === undefined) throw new Error(`no objective ${id}`);
    const { loss } = formOf(objective, knobs);
    const numbers = new Map(
      Object.entries(numbersAtStart(objective, knobs)).map(([name, value]) => [name, Float64Array.of(value)]),
    );
    return this.#gradient(loss, objective.kind, rows, numbers, raised);
  }

  /** ∂L/∂θ [D] of a loss over every response to a prompt. */
  ofEverything(loss: Expression): Float64Array {
    return this.#gradient(loss, 'exact', this.everything, new Map(), 0);
  }

  /** Every response to each prompt, once. */
  get everything(): WeightedRows {
    const rows = this.world.prompts.length;
    return { rows, responses: Int32Array.from(this.logPi.keys()), weights: Float64Array.of(1 / rows) };
  }

  /** Groups of `inGroup` answers, so many to each prompt, drawn from these log-probabilities [N]. */
  groups(logP: Float64Array, inGroup: number, groups: number, stream: Stream): WeightedRows {
    const { prompts, responses } = this.world;
    const columns = responses.length;
    const drawn = prompts.flatMap((_, prompt) => {
      const start = prompt * columns;
      const sums = runningSums(logP.subarray(start, start + columns).map(Math.exp));
      return Array.from({ length: groups * inGroup }, () => start + placeOfLot(sums, stream.uniform()));
    });
    const rows = drawn.length / inGroup;
    return { rows, responses: Int32Array.from(drawn), weights: new Float64Array(rows).fill(1 / rows) };
  }

  /** Pairs drawn likewise, each labelled both ways, as often as raters would. */
  pairs(logP: Float64Array, pairs: number, stream: Stream): WeightedRows {
    const { responses } = this.groups(logP, 2, pairs, stream);
    const labelled = { responses: new Int32Array(2 * responses.length), weights: new Float64Array(responses.length) };
    for (let i = 0; i < responses.length; i += 2) {
      const [first = 0, second = 0] = responses.subarray(i, i + 2);
      const chance = labelChance(this.world, 'bradley-terry', first, second);
      labelled.responses.set([first, second, second, first], 2 * i);
      labelled.weights.set([chance, 1 - chance], i);
    }
    const total = responses.length / 2;
    return { ...labelled, rows: responses.length, weights: labelled.weights.map((weight) => weight / total) };
  }

  #gradient(
    loss: Expression,
    kind: keyof typeof domains,
    rows: WeightedRows,
    numbers: Numbers,
    raised: number,
  ): Float64Array {
    const tables = this.#tables(raised);
    const { symbols } = compile([loss]);
    const domain = domains[kind];
    const upstream = new Float64Array(this.#choiceLogPi.length);
    const inRow = rows.responses.length / rows.rows;
    let compiled: LossOnRows | null = null;
    for (let start = 0; start < rows.rows; start += atOnce) {
      const end = Math.min(start + atOnce, rows.rows);
      const draw = { rows: end - start, responses: rows.responses.subarray(start * inRow, end * inRow) };
      const bindings = bind(domain, draw, tables, symbols);
      if (compiled?.rows !== draw.rows) compiled = new LossOnRows(loss, movingSymbols(domain, symbols), bindings);
      compiled.run(bindings, [numbers], this.#choiceLogPi, false);
      compiled.addGradient(rows.weights.length === 1 ? rows.weights : rows.weights.subarray(start, end), upstream);
    }
    const gradient = new Float64Array(this.#size);
    this.#pass.pullback(upstream, this.#nodes, gradient);
    return gradient;
  }

  /** The answers are those of the policy itself, where a loss asks who drew them. */
  #tables(raised: number): Tables {
    const tables = tablesOf(this.world, 'true');
    const reward = tables.reward.map((value) => value + raised);
    return { ...tables, choiceLogOld: this.#choiceLogPi, reward };
  }
}
