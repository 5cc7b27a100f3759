/** What an engine starts from, and what can be asked of its reports. */
import type { Checkpoint } from './checkpoint';
import type { Groundwork } from './groundwork';

export interface Asked {
  /** Costs two more gradients. */
  readonly gradCosine?: boolean;
}

export interface EngineOptions {
  readonly groundwork?: Groundwork;
  readonly checkpoint?: Checkpoint | undefined;
}
