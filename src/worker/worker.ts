/** The module worker: training lives here, and so does tfjs, which is loaded where a backend of its is asked for. */
import { servePart } from '../training/split/serve-part';
import { Helpers } from './helpers';
import { TrainingHost } from './host';
import { helpersToUse, openHelper } from './open-helper';
import {
  type Envelope,
  type Event,
  type LifeSign,
  type PartEvent,
  type PartMessage,
  protocolVersion,
  type Request,
  type SweepEvent,
  type SweepRequest,
} from './protocol';
import { sweepSettings } from './sweep-settings';
import { wasmPaths } from './wasm-paths';

const send = (message: Event | LifeSign | SweepEvent | PartEvent): void => {
  const envelope: Envelope<typeof message> = { version: protocolVersion, message };
  const transfer =
    message.type === 'frame'
      ? [message.steps, message.metrics, message.logPi, message.pairLogPi].map(({ buffer }) => buffer)
      : [];
  postMessage(envelope, { transfer });
};

/** A message to oneself: unlike a timer it is not held back, and messages that wait are taken first. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Holds the lock of the worker's own name, which is free again only when the worker is no more, for whatever reason. */
const holdLock = (): void => {
  // Locks are missing where a page is not served securely, and refused in a sandbox.
  if (!('locks' in navigator)) return;
  const untilTheEnd = (): Promise<never> => {
    send({ type: 'locked' });
    return new Promise(() => {});
  };
  navigator.locks.request(self.name, untilTheEnd).catch(() => {});
};

const environment = { wasmPaths };
const servesPart = servePart((answer) => send({ type: 'part', answer }));
const host = new TrainingHost({
  post: send,
  helpers: new Helpers(helpersToUse(), openHelper),
  environment,
  clock: () => performance.now(),
  rest: (milliseconds) => (milliseconds === 0 ? turn() : new Promise((resolve) => setTimeout(resolve, milliseconds))),
});

addEventListener('message', ({ data }: MessageEvent<Envelope<Request | SweepRequest | PartMessage>>) => {
  if (data.version === protocolVersion) {
    if (data.message.type === 'sweep') void sweepSettings(data.message, { post: send, environment });
    else if (data.message.type === 'part') servesPart(data.message.request);
    else host.receive(data.message);
  } else
    send({ type: 'failed', epoch: 0, text: 'The page and its worker are of different versions: reload the page.' });
});
holdLock();
// The first sign of life: from now on silence means something.
host.receive({ type: 'ping' });
host.run();
