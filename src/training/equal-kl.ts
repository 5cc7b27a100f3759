/**
 * The control of a comparison between runs that are tied to different references. With one coefficient they go
 * differently far from π_ref; the control is tied to π_ref and takes the coefficient with which it goes as far as the
 * other run.
 */
import { exp, log } from '../math/elementary';
import { rootBetween } from '../math/root';
import type { Experiment, Run } from '../settings/experiment';
import { Preparations } from './preparations';
import { metricsOf } from './train';
import { trainToEnd } from './train-to-end';
import type { Backend } from './trainer';

/** Coefficients among which is looked. */
const [smallest, largest] = [1e-3, 100];
/** How near its KL comes to the one asked for, as a share of it. */
const precision = 1e-3;

interface Surroundings {
  /** Where references are kept for other trainings. */
  readonly preparations?: Preparations;
  /** Hears now and then that this goes on; it is given up where it answers false. */
  readonly goOn?: () => Promise<boolean>;
}

/** A coefficient, and what a run earns with it, and how far it goes: KL(π‖π_ref), nats. */
export interface Control {
  readonly beta: number;
  readonly kl: number;
  readonly reward: number;
}

/**
 * The control of `run` at this KL(π‖π_ref), nats: the run as the experiment trains it by itself, with another β. Trains it
 * about ten times. Where no β leads so far, or keeps it so near, it is the one that comes nearest.
 */
export const controlAtKl = async (
  experiment: Experiment,
  run: Run,
  kl: number,
  backend: Backend,
  { preparations = new Preparations(), goOn = async () => true }: Surroundings = {},
): Promise<Control | 'cancelled'> => {
  const tried = new Map<number, Control>();
  const excess = async (logBeta: number): Promise<number> => {
    const beta = exp(logBeta);
    const alone = { ...experiment, runs: [{ ...run, knobs: { ...run.knobs, beta } }] };
    const report = await trainToEnd(alone, backend, { preparations, goOn });
    if (report === null) return Number.NaN;
    const control = { beta, kl: metricsOf(report, 0).kl, reward: metricsOf(report, 0).reward };
    tried.set(logBeta, control);
    return log(control.kl / kl);
  };
  const found = await rootBetween(excess, [log(smallest), log(largest)], precision);
  return (found === null ? undefined : tried.get(found)) ?? 'cancelled';
};
