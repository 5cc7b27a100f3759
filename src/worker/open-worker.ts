/** Starts the training worker in a browser, and notices when it is no more. */
import { type Envelope, type Event, type LifeSign, protocolVersion } from './protocol';
import type { OpenWorker } from './supervisor';

/** A name of its own for the lock that the worker holds while it lives; where there are no locks, any will do. */
const newName = (): string => ('locks' in navigator ? `training ${crypto.randomUUID()}` : 'training');

/** Throws, in a whole sentence, where there can be no worker. */
export const newWorker = (name: string): Worker => {
  if (typeof Worker === 'undefined') {
    throw new Error('This browser has no web workers, in which everything is trained here: nothing can train.');
  }
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
};

type Message = MessageEvent<Envelope<Event | LifeSign>>;

/** A worker under its name, with what it has said that nobody has listened to yet. */
interface Started {
  readonly name: string;
  readonly worker: Worker;
  readonly messages: Message[];
  readonly errors: ErrorEvent[];
}

const start = (): Started => {
  const name = newName();
  const started: Started = { name, worker: newWorker(name), messages: [], errors: [] };
  started.worker.onmessage = (message: Message) => started.messages.push(message);
  started.worker.onerror = (error) => started.errors.push(error);
  return started;
};

/** Started before anything was to be trained; null once it is taken. */
let ahead: Started | null = null;

/** Has a worker ready for whoever opens the first one; where there can be none, they are told why. */
export const startAhead = (): void => {
  try {
    ahead = start();
  } catch {
    ahead = null;
  }
};

export const openWorker: OpenWorker = ({ onMessage, onEnd }) => {
  const { name, worker, messages, errors } = ahead ?? start();
  ahead = null;
  const hear = ({ data: { message } }: Message): void => {
    onMessage(message);
    // A worker that is killed, or closes itself, says nothing; but then its lock can be had.
    if (message.type === 'locked') void navigator.locks.request(name, () => onEnd(''));
  };
  const end = ({ message }: ErrorEvent): void => onEnd(message ?? '');
  worker.onmessage = hear;
  worker.onerror = end;
  // What it has said so far, once its owner knows it.
  queueMicrotask(() => {
    messages.forEach(hear);
    errors.forEach(end);
  });
  return {
    post: (message) => worker.postMessage({ version: protocolVersion, message }),
    end: () => worker.terminate(),
  };
};
