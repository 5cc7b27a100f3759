/** Starts the training worker in a browser, and notices when it is no more. */
import type { OpenWorker } from './supervisor';
import { newName, watched } from './watched';

/** Throws, in a whole sentence, where there can be no worker. */
export const newWorker = (name: string): Worker => {
  if (typeof Worker === 'undefined') {
    throw new Error('This browser has no web workers, in which everything is trained here: nothing can train.');
  }
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
};

/** A worker under its name, with what it has said that nobody has listened to yet. */
interface Started {
  readonly name: string;
  readonly worker: Worker;
  readonly messages: MessageEvent[];
  readonly errors: ErrorEvent[];
}

const start = (): Started => {
  const name = newName('training');
  const started: Started = { name, worker: newWorker(name), messages: [], errors: [] };
  started.worker.onmessage = (message) => started.messages.push(message);
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

export const openWorker: OpenWorker = (listener) => {
  const { name, worker, messages, errors } = ahead ?? start();
  ahead = null;
  const port = watched(worker, name, listener);
  // What it has said so far, once its owner knows it.
  queueMicrotask(() => {
    for (const message of messages) worker.onmessage?.(message);
    for (const error of errors) worker.onerror?.(error);
  });
  return port;
};
