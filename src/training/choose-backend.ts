/** Choosing where to train: the backend asked for, or the fastest for this very experiment, by timing it. */
import { type BackendChoice, type BackendName, type BackendTiming, backendNames } from '../experiment/backend';
import { workOf } from '../experiment/work';
import type { Experiment } from '../settings/experiment';
import { type BackendEnvironment, BackendUnavailable, hasOnlySoftwareGpu } from './backend-environment';
import { openTraining } from './open-training';
import type { Backend } from './trainer';

export interface ChosenBackend {
  readonly backend: Backend;
  readonly timings: readonly BackendTiming[];
}

/** Milliseconds since some fixed moment. */
export type Clock = () => number;

/** What a choice is given up with when nobody waits for it any more. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** Lets others in between two stretches of work; rejects with `Superseded` where the choice is no longer wanted. */
export type Breathe = () => Promise<void>;

export interface ChoiceSurroundings {
  readonly environment: BackendEnvironment;
  readonly clock: Clock;
  /** Backends that have failed already. */
  readonly without?: ReadonlySet<BackendName>;
  readonly breathe?: Breathe;
}

/** A span this short or of this few steps tells more of the compiler and of other programs than of the backend. */
const shortest = 20;
const fewestSteps = 8;
/** A backend that has taken this long by then is judged by its best span so far: nobody should wait for the choice. */
const patience = 200;
/** While a span is faster than the one before by more than this, code is still being compiled. */
const settled = 1.2;
/** Steps per second that nobody waits for: where plain JavaScript takes so many, nothing else is loaded to be timed. */
const enough = 100;
/** Milliseconds a step at most that are told for an experiment that needs no timing: a fifth of what is enough. */
const little = 2;
const fastEnough = 'not timed: plain JavaScript is fast enough for this';
const littleWork = 'not timed: a step of this is little work';

/**
 * Steps per second of this experiment on a backend: spans of 1, 2, 4, … steps are timed until they no longer
 * get faster. The first step, which compiles, does not count, and a slow backend is asked for few.
 */
const timeOn = async (
  backend: Backend,
  experiment: Experiment,
  { clock, breathe }: ChoiceSurroundings,
): Promise<number> => {
  const engine = backend.trainer(experiment);
  const time = async (steps: number): Promise<number> => {
    await breathe?.();
    const start = clock();
    engine.advance(steps);
    await engine.report();
    return clock() - start;
  };
  try {
    await time(1);
    const start = clock();
    let rate = 0;
    for (let steps = 1; ; steps *= 2) {
      const milliseconds = await time(steps);
      const before = rate;
      rate = Math.max(before, (1000 * steps) / milliseconds);
      const isLong = steps >= fewestSteps && milliseconds >= shortest;
      if (clock() - start >= patience || (isLong && rate <= settled * before)) return rate;
    }
  } finally {
    engine.dispose();
  }
};

export const timeBackend = async (
  backend: BackendName,
  experiment: Experiment,
  around: ChoiceSurroundings,
): Promise<BackendTiming> => {
  try {
    const opened = await openTraining(backend, around.environment);
    return { backend, stepsPerSecond: await timeOn(opened, experiment, around), reason: '' };
  } catch (error) {
    if (error instanceof Superseded) throw error;
    const reason = error instanceof BackendUnavailable ? error.message : `failed while it was timed: ${String(error)}`;
    return { backend, stepsPerSecond: null, reason };
  }
};

/** Why timing this backend would only delay the start; null where it may be the fastest. */
export const reasonToSkip = async (
  name: BackendName,
  environment: BackendEnvironment,
  timings: readonly BackendTiming[],
): Promise<string | null> => {
  if (timings.some(({ stepsPerSecond }) => (stepsPerSecond ?? 0) >= enough)) {
    return fastEnough;
  }
  return name === 'webgpu' && (await hasOnlySoftwareGpu(environment)) ? 'only in software here, which is slow' : null;
};

/**
 * Opens the backend asked for, or else the next of WebGPU, WASM and CPU that can be had; with `auto`, the fastest,
 * of which only plain JavaScript is asked where that is fast enough, and none where a step is little work anywhere. Rejects with `BackendUnavailable` when none is left, and with `Superseded` when nobody waits for it any more.
 */
export const chooseBackend = async (
  experiment: Experiment,
  choice: BackendChoice,
  around: ChoiceSurroundings,
): Promise<ChosenBackend> => {
  const { environment, without } = around;
  const candidates = backendNames.filter((name) => without?.has(name) !== true);
  const timings: BackendTiming[] = [];
  if (choice === 'auto' && candidates.includes('cpu') && workOf(experiment).step <= little) {
    const untimed = backendNames.map((backend) => ({
      backend,
      stepsPerSecond: null,
      reason: backend === 'cpu' ? littleWork : fastEnough,
    }));
    return { backend: await openTraining('cpu', environment), timings: untimed };
  }
  if (choice === 'auto') {
    // What needs no loading comes first: mostly nothing else is asked.
    for (const name of candidates.toReversed()) {
      const reason = await reasonToSkip(name, environment, timings);
      timings.unshift(
        reason === null ? await timeBackend(name, experiment, around) : { backend: name, stepsPerSecond: null, reason },
      );
    }
    const available = timings.filter(({ stepsPerSecond }) => stepsPerSecond !== null);
    const fastest = available.sort((a, b) => (b.stepsPerSecond ?? 0) - (a.stepsPerSecond ?? 0))[0];
    if (fastest === undefined) throw new BackendUnavailable(timings.map(({ reason }) => reason).join('; '));
    return { backend: await openTraining(fastest.backend, environment), timings };
  }
  for (const name of candidates.slice(Math.max(0, candidates.indexOf(choice)))) {
    const timing = await timeBackend(name, experiment, around);
    timings.push(timing);
    if (timing.stepsPerSecond !== null) return { backend: await openTraining(name, environment), timings };
  }
  throw new BackendUnavailable(timings.map(({ reason }) => reason).join('; '));
};
