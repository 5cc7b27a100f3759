/** The float64 engine: runs one after another over typed arrays, with nothing to load. */
import type { Experiment } from '../../settings/experiment';
import { stepsSinceRestart } from '../adam';
import { faults, largestSquare } from '../faults';
import type { Weights } from './optimiser';
import { Row } from './row';
import { RunsTogether } from './runs-together';
import { type Member, type RowOptions, TrainedRuns } from './trained-runs';

/** The runs of a group that are trained here. */
interface Company {
  readonly first: Member;
  readonly others: readonly Member[];
  /** The others, where they can take a step in one call. */
  readonly together: RunsTogether | null;
}

export class Float64Engine extends TrainedRuns {
  readonly #companies: readonly Company[];
  /** What the weights of the run at hand become. */
  #next: Weights;

  constructor(experiment: Experiment, options: RowOptions = {}) {
    super(experiment, options);
    this.#next = new Row(this.freshRun(), 0, this.optimiser).weights;
    const { optimizer } = experiment.training;
    const isUsual = optimizer === 'adam' && this.world.preference === null && !this.watchesLoss;
    this.#companies = this.groups.flatMap((group) => {
      const [first, ...others] = this.members.filter((member) => member.group === group);
      if (first === undefined) return [];
      const canJoin = isUsual && this.inputs.sharesRows(group);
      const together = canJoin ? RunsTogether.of(group, others, this.pass, this.gradient.length, this.open) : null;
      return [{ first, others, together }];
    });
  }

  advance(count: number): void {
    for (let i = 1; i <= count; i++) this.#takeStep(i === count);
  }

  async settle(): Promise<void> {}

  dispose(): void {}

  override update(experiment: Experiment): boolean {
    this.#release();
    return super.update(experiment);
  }

  protected async read(): Promise<void> {
    this.#release();
  }

  #release(): void {
    for (const { together } of this.#companies) together?.release();
  }

  /** One step of every run. */
  #takeStep(reports: boolean): void {
    const withLoss = reports || this.watchesLoss;
    const { training } = this.experiment;
    const since = stepsSinceRestart(this.step, training.restartEvery);
    const startsAfresh = since === 0 && this.step > 0;
    this.nextBatch();
    for (const { first, others, together } of this.#companies) {
      this.#takeStepOf(first, withLoss, since, startsAfresh);
      if (together !== null) {
        const rows = this.inputs.rowsOf(first.group, first.place);
        if (!startsAfresh && together.step(rows, since + 1, training, withLoss)) continue;
        together.release();
      }
      for (const member of others) this.#takeStepOf(member, withLoss, since, startsAfresh);
    }
    this.step += 1;
  }

  /** The step of one run, in the order in which it happens. */
  #takeStepOf(member: Member, withLoss: boolean, since: number, startsAfresh: boolean): void {
    const { group, place, row } = member;
    const nodes = this.inputs.nodesOf(group);
    this.pass.forward(row.weights.theta, nodes);
    this.inputs.draw(group, place, this.step, this.pass.columns);
    const loss = this.findGradient(member, withLoss);
    if (withLoss) row.loss = loss;
    group.carry(place);
    this.#move(row, loss, since, startsAfresh);
    const ahead = this.inputs.follow(group, place, this.step + 1, row.weights.theta);
    if (ahead !== null) row.put(ahead);
    this.average(row, this.step + 1);
  }

  /** Takes the optimiser's step where it is finite; where the optimiser starts afresh, its moments are 0. */
  #move(row: Row, loss: number, since: number, startsAfresh: boolean): void {
    if (startsAfresh) for (const moment of row.weights.moments) moment.fill(0);
    const isWithin = this.optimiser.update(row.weights, this.gradient, this.#next, since + 1, this.experiment.training);
    const isLossFinite = !this.watchesLoss || Math.abs(loss) < largestSquare;
    this.#next = row.take(this.#next, (isWithin ? 0 : faults.update) + (isLossFinite ? 0 : faults.loss));
  }
}
