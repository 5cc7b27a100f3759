/** What a new worker is told so that it goes on where a former one was. */
import { type Checkpoint, selectRuns } from '../training/checkpoint';
import type { Load, Request } from './protocol';

export class Memory {
  /** The latest load, with what has been changed of it since. */
  #load: Load | null = null;
  #checkpoint: Checkpoint | null = null;
  /** The latest of those requests that hold for every load. */
  readonly #standing = new Map<Request['type'], Request>();

  /** Of what trains; null where nothing does. */
  get epoch(): number | null {
    return this.#load?.epoch ?? null;
  }

  /** Where training would go on; null where it would start anew. */
  get step(): number | null {
    return this.#checkpoint?.step ?? null;
  }

  /** In the order in which they are to be sent. */
  get requests(): readonly Request[] {
    if (this.#load === null) return [...this.#standing.values()];
    const where = this.#checkpoint === null ? {} : { checkpoint: this.#checkpoint };
    return [...this.#standing.values(), { ...this.#load, ...where }];
  }

  /** Takes note of a request that is sent. */
  note(request: Request): void {
    switch (request.type) {
      case 'load':
        this.#load = request;
        this.#checkpoint = null;
        break;
      case 'update':
        this.#change({ epoch: request.epoch, experiment: request.experiment });
        this.#checkpoint = this.#checkpoint && selectRuns(this.#checkpoint, request.rows);
        break;
      case 'play':
        this.#change({ playing: true, speed: request.speed });
        break;
      case 'pause':
      case 'step':
        this.#change({ playing: false });
        break;
      case 'rest':
      case 'watch':
        this.#standing.set(request.type, request);
    }
  }

  /** Takes note of where training stands, unless that is a former one. */
  keep(epoch: number, checkpoint: Checkpoint): void {
    if (epoch === this.epoch) this.#checkpoint = checkpoint;
  }

  /** What was given up is not taken up again. */
  forget(epoch: number): void {
    if (epoch === this.epoch) this.#load = null;
  }

  #change(changes: Partial<Load>): void {
    this.#load = this.#load && { ...this.#load, ...changes };
  }
}
