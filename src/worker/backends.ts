/** Which backend the worker trains on: chosen for a load, kept for loads like it, replaced when it fails. */
import type { BackendChoice, BackendName, BackendTiming } from '../experiment/backend';
import type { Experiment } from '../settings/experiment';
import type { BackendEnvironment } from '../training/backend-environment';
import { type Breathe, type Clock, chooseBackend } from '../training/choose-backend';
import { openTraining } from '../training/open-training';
import type { Backend } from '../training/trainer';

/** A choice that was made. */
export interface Chosen {
  readonly backend: BackendName;
  readonly timings: readonly BackendTiming[];
  /** What the visitor should know of it, in words. */
  readonly notice: string | null;
}

export const backendTitles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WASM',
  cpu: 'plain JavaScript',
};

/** Experiments alike in this are about equally fast, so that a choice of backend made for one serves the other. */
const workload = ({ world, policy, data, training, runs }: Experiment): string =>
  JSON.stringify([world.id, policy, data.candidates, training.batch, runs.map(({ objective }) => objective)]);

/** That something else trains than was asked for is worth a word. */
const noticeOf = (choice: BackendChoice, backend: BackendName, timings: readonly BackendTiming[]): string | null => {
  const missed = timings.find((timing) => timing.backend === choice && timing.stepsPerSecond === null);
  if (missed === undefined) return null;
  return `${backendTitles[missed.backend]} cannot be used: ${missed.reason}. Training uses ${backendTitles[backend]}.`;
};

export class Backends {
  readonly #environment: BackendEnvironment;
  readonly #clock: Clock;
  readonly #failed = new Set<BackendName>();
  #current: { readonly backend: Backend; readonly choice: BackendChoice; readonly workload: string } | null = null;

  constructor(environment: BackendEnvironment, clock: Clock) {
    this.#environment = environment;
    this.#clock = clock;
  }

  /** The backend that is open; null before the first choice, and while one is being made. */
  get current(): Backend | null {
    return this.#current?.backend ?? null;
  }

  /** Opens the backend for a load; null where the one that is open serves it too. */
  async open(experiment: Experiment, choice: BackendChoice, breathe: Breathe): Promise<Chosen | null> {
    // A device that was lost is tried again only when asked for; what failed elsewhere may have been the experiment.
    for (const name of this.#failed) if (name !== 'webgpu' || choice === 'webgpu') this.#failed.delete(name);
    const current = this.#current;
    if (current?.choice === choice && current.workload === workload(experiment)) return null;
    return this.#choose(experiment, choice, breathe);
  }

  /** Opens the fastest of those that have not failed, in place of one that just has. */
  async replace(failed: BackendName, experiment: Experiment, breathe: Breathe): Promise<Chosen> {
    this.#failed.add(failed);
    if (failed === 'webgpu') (await import('../training/backend')).closeBackend(failed);
    return this.#choose(experiment, 'auto', breathe);
  }

  /** Makes the backend that is open the current one of tfjs, after others were. */
  async reopen(): Promise<void> {
    if (this.#current !== null) await openTraining(this.#current.backend.name, this.#environment);
  }

  async #choose(experiment: Experiment, choice: BackendChoice, breathe: Breathe): Promise<Chosen> {
    this.#current = null;
    const { backend, timings } = await chooseBackend(experiment, choice, {
      environment: this.#environment,
      clock: this.#clock,
      without: this.#failed,
      breathe,
    });
    this.#current = { backend, choice, workload: workload(experiment) };
    return { backend: backend.name, timings, notice: noticeOf(choice, backend.name, timings) };
  }
}
