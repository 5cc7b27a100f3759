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

export const openWorker: OpenWorker = (listener) => {
  const name = newName('training');
  return watched(newWorker(name), name, listener);
};
