/** A training host in the test's own process, in a time of its own. */
import type { BackendChoice } from '../experiment/backend';
import type { Experiment } from '../settings/experiment';
import type { BackendEnvironment } from '../training/backend-environment';
import { dpo, exoRw, experimentOf } from '../training/testing';
import { Helpers } from './helpers';
import { TrainingHost } from './host';
import type { Event, Frame, LifeSign, Load, Speed } from './protocol';

export const lesson = experimentOf([dpo, exoRw], { training: { steps: 120 } });

/** Time that passes only when it is looked at or waited for, so that no test depends on the machine. */
class FakeTime {
  now = 0;
  /** Milliseconds that pass between two looks. */
  tick = 25;
  readonly clock = (): number => {
    this.now += this.tick;
    return this.now;
  };
  readonly rest = async (milliseconds: number): Promise<void> => {
    this.now += milliseconds;
    await turn();
  };
}

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Long enough for a host that still trains to say so. */
export const manyTurns = async (): Promise<void> => {
  for (let i = 0; i < 30; i++) await turn();
};

export type Message = Event | LifeSign;

const noHelpers = new Helpers(0, () => {
  throw new Error('there are none');
});

/** A host in this process, and what it says. */
export const openHost = (environment: BackendEnvironment = {}, helpers = noHelpers) => {
  const events: Message[] = [];
  const waiting: { readonly wanted: (event: Message) => boolean; readonly resolve: (event: Message) => void }[] = [];
  const time = new FakeTime();
  const host = new TrainingHost({
    post: (event) => {
      events.push(event);
      for (const { wanted, resolve } of waiting) if (wanted(event)) resolve(event);
    },
    environment,
    helpers,
    clock: time.clock,
    rest: time.rest,
  });
  host.run();
  /** The first event from now on that fits. */
  const next = (wanted: (event: Message) => boolean): Promise<Message> =>
    new Promise((resolve) => waiting.push({ wanted, resolve }));
  const frames = (epoch: number): Frame[] =>
    events.filter((event): event is Frame => event.type === 'frame' && event.epoch === epoch);
  const lastStep = (epoch: number): number => frames(epoch).at(-1)?.steps.at(-1) ?? Number.NaN;
  return { host, events, next, frames, lastStep, time };
};

export const load = (
  epoch: number,
  what: Experiment = lesson,
  {
    backend = 'wasm',
    playing = true,
    speed = 'max',
  }: { backend?: BackendChoice; playing?: boolean; speed?: Speed } = {},
): Load => ({ type: 'load', epoch, experiment: what, backend, playing, speed });

export const isDone = (epoch: number) => (event: Message) =>
  event.type === 'frame' && event.epoch === epoch && event.done;
export const isFrame = (epoch: number) => (event: Message) => event.type === 'frame' && event.epoch === epoch;

/** Steps and metrics of all frames, joined. */
export const joined = (frames: readonly Frame[]) => ({
  steps: frames.flatMap(({ steps }) => [...steps]),
  metrics: frames.flatMap(({ metrics }) => [...metrics]),
});

/** A frame with nothing in it but its step. */
export const emptyFrame = (epoch: number, step: number): Frame => ({
  type: 'frame',
  epoch,
  steps: Int32Array.of(step),
  metrics: new Float64Array(0),
  logPi: new Float64Array(0),
  pairLogPi: new Float64Array(0),
  frozen: [],
  stepsPerSecond: 0,
  done: false,
});
