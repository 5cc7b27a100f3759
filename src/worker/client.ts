/** The page's side of training: a worker that is watched over, and rests while nobody sees the page. */
import { openWorker } from './open-worker';
import type { Event, Request } from './protocol';
import { Supervisor } from './supervisor';

export class TrainingClient {
  readonly #supervisor: Supervisor;

  /** Starts the worker at the first load; `onEvent` hears everything it says. */
  constructor(onEvent: (event: Event) => void) {
    this.#supervisor = new Supervisor(openWorker, onEvent);
    this.#rest();
    document.addEventListener('visibilitychange', this.#rest);
  }

  send(request: Request): void {
    this.#supervisor.send(request);
  }

  dispose(): void {
    document.removeEventListener('visibilitychange', this.#rest);
    this.#supervisor.dispose();
  }

  readonly #rest = (): void => this.#supervisor.send({ type: 'rest', resting: document.hidden });
}
