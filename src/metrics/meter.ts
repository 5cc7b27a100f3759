/** Reads all metrics of one run after another from their log-probabilities, in float64. */
import { optimum } from '../math/optimum';
import { Distribution } from './distribution';
import { HeldPairs, type Pairs } from './held-pairs';
import { type EngineMetric, type MetricName, metricNames, metrics } from './index';
import type { MeasuredWorld, OfRun, RunReading } from './metric';

/** What stays the same over a training: the world, the pairs held for the metrics, and where every run began. */
export class Meter {
  readonly #world: MeasuredWorld;
  readonly #held: HeldPairs;
  readonly #reference: Distribution;
  #beta: number;
  #optimum: Distribution;

  /** `start` is log π of every run at step 0, [N]. */
  constructor(world: MeasuredWorld, pairs: Pairs, start: Float64Array, beta: number) {
    this.#world = world;
    this.#held = new HeldPairs(pairs, start);
    this.#reference = this.#distribution(world.logRef);
    this.#beta = beta;
    this.#optimum = this.#distribution(optimum(world, beta));
  }

  set beta(beta: number) {
    this.#beta = beta;
    this.#optimum = this.#distribution(optimum(this.#world, beta));
  }

  /** Metrics in the order of `metricNames`, NaN where one does not apply. `logPi` [N]. */
  read(logPi: Float64Array, ofEngine: Readonly<Record<EngineMetric, number>>, ofRun: OfRun): Float64Array {
    const reading: RunReading = {
      policy: this.#distribution(logPi),
      world: this.#world,
      beta: this.#beta,
      reference: this.#reference,
      optimum: this.#optimum,
      held: this.#held,
      ...ofRun,
    };
    const said: Readonly<Partial<Record<MetricName, number>>> = ofEngine;
    return Float64Array.from(metricNames, (name) => {
      const metric = metrics[name];
      return metric.from === 'engine' ? (said[name] ?? Number.NaN) : metric.of(reading);
    });
  }

  #distribution(logP: Float64Array): Distribution {
    return new Distribution(logP, this.#world.responses.length);
  }
}
