/** Workers whose end is noticed: one holds the lock of its own name for as long as it lives. */
import { type Envelope, protocolVersion } from './protocol';

/** A name of its own for the lock; where there are no locks, any will do. */
export const newName = (what: string): string => ('locks' in navigator ? `${what} ${crypto.randomUUID()}` : what);

interface Listener<Heard> {
  readonly onMessage: (message: Heard) => void;
  /** The worker is no more; the reason is empty where it gave none. */
  readonly onEnd: (reason: string) => void;
}

/** The way to a worker of this name, which runs the training worker's script. */
export const watched = <Said, Heard extends { readonly type: string }>(
  worker: Worker,
  name: string,
  { onMessage, onEnd }: Listener<Heard>,
): { readonly post: (message: Said) => void; readonly end: () => void } => {
  worker.onmessage = ({ data: { message } }: MessageEvent<Envelope<Heard>>) => {
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
