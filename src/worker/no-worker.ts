/** What stands in for the training worker in a browser that has none: it says so. */
import type { Event, Request } from './protocol';

export class NoWorker {
  readonly #onEvent: (event: Event) => void;

  constructor(onEvent: (event: Event) => void) {
    this.#onEvent = onEvent;
  }

  send(message: Request): void {
    if (message.type !== 'load') return;
    const text = 'This browser has no web workers, in which everything is trained here: nothing can train.';
    this.#onEvent({ type: 'failed', epoch: message.epoch, text });
  }

  dispose(): void {}
}
