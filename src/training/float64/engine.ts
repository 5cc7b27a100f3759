/** The float64 engine: runs one after another over typed arrays, with nothing to load. */
import type { Experiment } from '../../settings/experiment';
import { stepsSinceRestart } from '../adam';
import { faults, largestSquare } from '../faults';
import type { Weights } from './optimiser';
import { Row } from './row';
import { type RowOptions, TrainedRuns } from './trained-runs';

export class Float64Engine extends TrainedRuns {
  /** What the weights of the run at hand become. */
  #next: Weights;

  constructor(experiment: Experiment, options: RowOptions = {}) {
    super(experiment, options);
    this.#next = new Row(this.freshRun(), 0, this.optimiser).weights;
  }

  advance(count: number): void {
    for (let i = 1; i <= count; i++) this.#takeStep(i === count);
  }

  async settle(): Promise<void> {}

  dispose(): void {}

  protected async read(): Promise<void> {}

  /** One step of every run, in the order in which it happens. */
  #takeStep(reports: boolean): void {
    const withLoss = reports || this.watchesLoss;
    this.nextBatch();
    for (const member of this.members) {
      const { group, place, row } = member;
      const nodes = this.inputs.nodesOf(group);
      this.pass.forward(row.weights.theta, nodes);
      this.inputs.draw(group, place, this.step, this.pass.columns);
      const loss = this.findGradient(member, withLoss);
      if (withLoss) row.loss = loss;
      group.carry(place);
      this.#move(row, loss);
      const ahead = this.inputs.follow(group, place, this.step + 1, row.weights.theta);
      if (ahead !== null) row.put(ahead);
      this.average(row, this.step + 1);
    }
    this.step += 1;
  }

  /** Takes the optimiser's step where it is finite; where the optimiser starts afresh, its moments are 0. */
  #move(row: Row, loss: number): void {
    const { training } = this.experiment;
    const since = stepsSinceRestart(this.step, training.restartEvery);
    if (since === 0 && this.step > 0) for (const moment of row.weights.moments) moment.fill(0);
    const isWithin = this.optimiser.update(row.weights, this.gradient, this.#next, since + 1, training);
    const isLossFinite = !this.watchesLoss || Math.abs(loss) < largestSquare;
    this.#next = row.take(this.#next, (isWithin ? 0 : faults.update) + (isLossFinite ? 0 : faults.loss));
  }
}
