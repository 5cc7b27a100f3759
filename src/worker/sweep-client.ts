/** The page's side of a sweep: workers of its own, each of which takes one seed after another. */
import type { Experiment } from '../settings/experiment';
import { newWorker } from './open-worker';
import { type Envelope, protocolVersion, type SweepEvent, type SweepRequest } from './protocol';

export interface SweepListener {
  /** Which share of all steps was taken. */
  readonly onShare: (share: number) => void;
  /** A seed is done: its place, and metrics of every setting, [settings, metricNames.length]. */
  readonly onSeed: (place: number, metrics: Float64Array) => void;
  /** All seeds are done, or the sweep was given up for this reason. */
  readonly onEnd: (reason: string | null) => void;
}

/** A worker as a sweep sees it. */
export interface SweepPort {
  readonly post: (request: SweepRequest) => void;
  readonly end: () => void;
}

export type OpenSweepWorker = (onEvent: (event: SweepEvent) => void, onError: (reason: string) => void) => SweepPort;

const openSweepWorker: OpenSweepWorker = (onEvent, onError) => {
  const worker = newWorker('sweep');
  worker.onmessage = ({ data: { message } }: MessageEvent<Envelope<SweepEvent>>) => onEvent(message);
  worker.onerror = ({ message }) => onError(message || 'a worker of the sweep could not be started');
  return {
    post: (message) => worker.postMessage({ version: protocolVersion, message }),
    end: () => worker.terminate(),
  };
};

/** Trains these experiments, one a seed, in at most so many workers at once; what is returned gives it up. */
export const startSweep = (
  experiments: readonly Experiment[],
  workers: number,
  { onShare, onSeed, onEnd }: SweepListener,
  openWorker: OpenSweepWorker = openSweepWorker,
): (() => void) => {
  const shares = experiments.map(() => 0);
  const waiting = [...experiments.entries()];
  const ports: SweepPort[] = [];
  let left = experiments.length;

  const giveUp = (): void => {
    for (const port of ports.splice(0)) port.end();
  };
  const end = (reason: string | null): void => {
    giveUp();
    onEnd(reason);
  };
  const reach = (place: number, share: number): void => {
    shares[place] = share;
    onShare(shares.reduce((sum, each) => sum + each, 0) / shares.length);
  };
  const takeNext = (port: SweepPort): number => {
    const next = waiting.shift();
    if (next === undefined) return -1;
    const [place, experiment] = next;
    port.post({ type: 'sweep', experiment });
    return place;
  };
  const start = (): void => {
    let place = -1;
    const port = openWorker((event) => {
      if (event.type === 'sweeping') reach(place, event.share);
      else if (event.type === 'failed') end(event.text);
      else if (event.type === 'swept') {
        onSeed(place, event.metrics);
        reach(place, 1);
        left -= 1;
        if (left === 0) end(null);
        else place = takeNext(port);
      }
    }, end);
    ports.push(port);
    place = takeNext(port);
  };
  for (let i = 0; i < Math.min(workers, experiments.length); i++) start();
  return giveUp;
};
