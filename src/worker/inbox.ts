/** Requests as they come in: heard at once, served when the work at hand allows. */
import type { LifeSign, Ping, Request } from './protocol';

/** A request that is served in its turn. */
export type Task = Exclude<Request, Ping>;

export class Inbox {
  readonly #post: (sign: LifeSign) => void;
  readonly #tasks: Task[] = [];
  #wake: () => void = () => {};
  /** Epoch of the newest load. */
  #heard = 0;

  /** `post` says that a ping or a load was heard. */
  constructor(post: (sign: LifeSign) => void) {
    this.#post = post;
  }

  /** What is still to be served, oldest first. */
  get tasks(): readonly Task[] {
    return this.#tasks;
  }

  get isEmpty(): boolean {
    return this.#tasks.length === 0;
  }

  receive(request: Request): void {
    if (request.type === 'load') this.#heard = request.epoch;
    if (request.type === 'load' || request.type === 'ping') this.#post({ type: 'alive', epoch: this.#heard });
    if (request.type === 'ping') return;
    this.#tasks.push(request);
    this.#wake();
  }

  /** The oldest, which no longer waits. */
  take(): Task | undefined {
    return this.#tasks.shift();
  }

  /** Resolves when the next one comes in. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
