/** Choosing where to train: the backend asked for, or the fastest for this very experiment, by timing it. */
import { type BackendChoice, type BackendName, type BackendTiming, backendNames } from '../experiment/backend';
import type { Experiment } from '../experiment/experiment';
import { type BackendEnvironment, BackendUnavailable, openBackend } from './backend';
import { Engine } from './engine';

export interface ChosenBackend {
  readonly backend: BackendName;
  readonly timings: readonly BackendTiming[];
}

/** Milliseconds since some fixed moment. */
export type Clock = () => number;

const chunk = 5;
/** Enough to tell backends apart without keeping anyone waiting. */
const timedMilliseconds = 60;

/** Steps per second of this experiment on the current backend, compilation left out. */
const timeCurrent = async (experiment: Experiment, clock: Clock): Promise<number> => {
  const engine = new Engine(experiment);
  try {
    engine.advance(1);
    await engine.report();
    const start = clock();
    let steps = 0;
    do {
      engine.advance(chunk);
      await engine.report();
      steps += chunk;
    } while (clock() - start < timedMilliseconds);
    return (1000 * steps) / (clock() - start);
  } finally {
    engine.dispose();
  }
};

const timeBackend = async (
  backend: BackendName,
  experiment: Experiment,
  environment: BackendEnvironment,
  clock: Clock,
): Promise<BackendTiming> => {
  try {
    await openBackend(backend, environment);
    return { backend, stepsPerSecond: await timeCurrent(experiment, clock), reason: '' };
  } catch (error) {
    const reason = error instanceof BackendUnavailable ? error.message : `failed while it was timed: ${String(error)}`;
    return { backend, stepsPerSecond: null, reason };
  }
};

/**
 * Opens the backend asked for, or else the next of WebGPU, WASM and CPU that can be had; with `auto`, the fastest of
 * all. `without` names backends that have failed already. Rejects with `BackendUnavailable` when none is left.
 */
export const chooseBackend = async (
  experiment: Experiment,
  choice: BackendChoice,
  environment: BackendEnvironment,
  clock: Clock,
  without: ReadonlySet<BackendName> = new Set(),
): Promise<ChosenBackend> => {
  const candidates = backendNames.filter((name) => !without.has(name));
  const timings: BackendTiming[] = [];
  if (choice === 'auto') {
    for (const name of candidates) timings.push(await timeBackend(name, experiment, environment, clock));
    const available = timings.filter(({ stepsPerSecond }) => stepsPerSecond !== null);
    const fastest = available.sort((a, b) => (b.stepsPerSecond ?? 0) - (a.stepsPerSecond ?? 0))[0];
    if (fastest === undefined) throw new BackendUnavailable(timings.map(({ reason }) => reason).join('; '));
    await openBackend(fastest.backend, environment);
    return { backend: fastest.backend, timings };
  }
  for (const name of candidates.slice(Math.max(0, candidates.indexOf(choice)))) {
    const timing = await timeBackend(name, experiment, environment, clock);
    timings.push(timing);
    if (timing.stepsPerSecond !== null) return { backend: name, timings };
  }
  throw new BackendUnavailable(timings.map(({ reason }) => reason).join('; '));
};
