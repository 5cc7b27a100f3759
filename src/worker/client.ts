/** The page's side of the training worker. */
import { type Envelope, type Event, protocolVersion, type Request } from './protocol';

export class TrainingClient {
  readonly #worker: Worker;
  #epoch = 0;

  /** Starts the worker; `onEvent` hears everything it says. */
  constructor(onEvent: (event: Event) => void) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' });
    this.#worker.onmessage = ({ data }: MessageEvent<Envelope<Event>>) => onEvent(data.message);
    this.#worker.onerror = (error) => {
      const reason = error.message || 'it could not be loaded';
      onEvent({ type: 'failed', epoch: this.#epoch, text: `The training worker stopped: ${reason}.` });
    };
  }

  send(message: Request): void {
    if ('epoch' in message) this.#epoch = message.epoch;
    const envelope: Envelope<Request> = { version: protocolVersion, message };
    this.#worker.postMessage(envelope);
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
