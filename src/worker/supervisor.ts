/** Watches over the training worker: one that dies or no longer answers is replaced, and another one goes on. */
import { Memory } from './memory';
import type { Event, LifeSign, Request } from './protocol';

/** A worker as its supervisor sees it. */
export interface WorkerPort {
  readonly post: (request: Request) => void;
  readonly end: () => void;
}

/** What a supervisor hears of a worker. */
export interface WorkerListener {
  readonly onMessage: (message: Event | LifeSign) => void;
  /** The worker is no more; the reason is empty where it gave none. */
  readonly onEnd: (reason: string) => void;
}

/** Starts a worker; throws, in whole sentences, where there can be none. */
export type OpenWorker = (listener: WorkerListener) => WorkerPort;

/**
 * Milliseconds between looks at the worker. Silence is counted in looks, not read from a clock: where timers are held
 * back, as in a hidden tab or a laptop that slept, the worker is given as many chances to answer.
 */
export const lookInterval = 500;
/** A load that is not even heard after so many looks is given to another worker: nothing is lost with the former. */
export const looksBeforeLoad = 6;
/**
 * A worker without a lock of its own, whose death nobody is told of, is taken for dead after so many looks: while it
 * trains it answers several times a second, since the budget of an experiment bounds each step.
 */
export const looksBeforeDeath = 6;
/** Any other worker that is silent for so many looks, while nothing new waits, will not come back. */
export const looksBeforeEnd = 60;
/** So many workers may die without a step forward before that is put down to the experiment. */
const mostDeaths = 2;

export class Supervisor {
  readonly #openWorker: OpenWorker;
  readonly #onEvent: (event: Event) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #memory = new Memory();
  #port: WorkerPort | null = null;
  /** Whether this worker has said anything: one that is still being fetched cannot answer. */
  #isAlive = false;
  /** Looks since this worker last said something. */
  #silence = 0;
  /** Epochs of the newest load that was sent, and of the newest that this worker has heard. */
  #sent = 0;
  #heard = 0;
  /** Whether this worker holds a lock, which tells of its death at once. */
  #isLocked = false;
  /** Whether something was sent that may take it long, such as building a world, until there is a frame of it. */
  #mayTakeLong = true;
  /** Deaths since the last step forward, which is one beyond where training last had to go on. */
  #deaths = 0;
  #resumedAt = 0;

  constructor(openWorker: OpenWorker, onEvent: (event: Event) => void) {
    this.#openWorker = openWorker;
    this.#onEvent = onEvent;
    this.#timer = setInterval(() => this.#look(), lookInterval);
  }

  send(request: Request): void {
    this.#memory.note(request);
    if (request.type === 'load') {
      this.#sent = request.epoch;
      this.#deaths = 0;
    }
    if (request.type === 'load' || request.type === 'update') this.#mayTakeLong = true;
    if (this.#port !== null) this.#port.post(request);
    else if (request.type === 'load') this.#open();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#end();
  }

  /** Starts a worker, and tells it all it has to know. */
  #open(): void {
    this.#isAlive = false;
    this.#silence = 0;
    this.#heard = 0;
    this.#isLocked = false;
    this.#mayTakeLong = true;
    try {
      const port = this.#openWorker({
        onMessage: (message) => {
          if (port === this.#port) this.#hear(message);
        },
        onEnd: (reason) => {
          if (port === this.#port) this.#bury(reason);
        },
      });
      this.#port = port;
      for (const request of this.#memory.requests) port.post(request);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #end(): void {
    this.#port?.end();
    this.#port = null;
  }

  #hear(message: Event | LifeSign): void {
    this.#isAlive = true;
    this.#silence = 0;
    switch (message.type) {
      case 'alive':
        this.#heard = message.epoch;
        return;
      case 'checkpoint':
        this.#memory.keep(message.epoch, message.checkpoint);
        if ((this.#memory.step ?? 0) > this.#resumedAt) this.#deaths = 0;
        return;
      case 'locked':
        this.#isLocked = true;
        return;
      case 'frame':
        if (message.epoch === this.#memory.epoch) this.#mayTakeLong = false;
        break;
      case 'cancelled':
        this.#memory.forget(message.epoch);
    }
    this.#onEvent(message);
  }

  /** A worker died by itself. */
  #bury(reason: string): void {
    const { epoch, step } = this.#memory;
    const why = reason === '' ? '' : ` (${reason})`;
    this.#end();
    this.#deaths += 1;
    this.#resumedAt = step ?? 0;
    if (!this.#isAlive) this.#fail(`The training worker could not be loaded${why}.`);
    else if (this.#deaths > mostDeaths) {
      this.#fail(`The training worker stopped again and again${why}. A smaller experiment may train.`);
    } else if (epoch !== null) {
      const how = step === null ? 'starts anew' : `goes on from step ${step}`;
      this.#onEvent({ type: 'notice', epoch, text: `The training worker stopped${why}. Another one ${how}.` });
      this.#open();
    }
  }

  #look(): void {
    if (this.#port === null || !this.#isAlive) return;
    this.#silence += 1;
    if (this.#heard < this.#sent && this.#silence >= looksBeforeLoad) {
      this.#end();
      this.#open();
    } else if (this.#silence >= looksBeforeEnd) {
      this.#end();
      this.#fail(
        'The training worker has not answered for half a minute and was ended. A smaller experiment may train.',
      );
    } else if (!this.#isLocked && !this.#mayTakeLong && this.#silence >= looksBeforeDeath * 2 ** this.#deaths) {
      // Each time twice as patient: on a machine that hardly gets on it may have been alive.
      this.#bury('');
    } else this.#port.post({ type: 'ping' });
  }

  #fail(text: string): void {
    this.#onEvent({ type: 'failed', epoch: this.#memory.epoch ?? 0, text });
  }
}
