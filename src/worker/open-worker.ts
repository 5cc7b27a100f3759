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

export const openWorker: OpenWorker = ({ onMessage, onEnd }) => {
  const name = newName();
  const worker = newWorker(name);
  worker.onmessage = ({ data: { message } }: MessageEvent<Envelope<Event | LifeSign>>) => {
    onMessage(message);
    // A worker that is killed, or closes itself, says nothing; but then its lock can be had.
    if (message.type === 'locked') void navigator.locks.request(name, () => onEnd(''));
  };
  worker.onerror = ({ message }) => onEnd(message ?? '');
  return {
    post: (message) => worker.postMessage({ version: protocolVersion, message }),
    end: () => worker.terminate(),
  };
};
