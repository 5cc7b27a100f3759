/** What a trainer and a helper that trains a part of its runs say to each other. All of it can be cloned. */
import type { Experiment } from '../../settings/experiment';
import type { Checkpoint } from '../checkpoint';
import type { Groundwork } from '../groundwork';
import type { Asked } from '../trainer';
import type { Portion } from './portion';

/** Each is answered, one after another. */
export type PartRequest =
  /** Trains these runs of the experiment from now on, in place of what was trained before. */
  | {
      readonly kind: 'open';
      readonly experiment: Experiment;
      readonly runs: readonly number[];
      readonly groundwork: Groundwork | undefined;
      readonly checkpoint: Checkpoint | undefined;
    }
  | { readonly kind: 'advance'; readonly count: number }
  /** New numbers of the same formulas. */
  | { readonly kind: 'update'; readonly experiment: Experiment }
  | { readonly kind: 'report'; readonly asked: Asked }
  /** A report with a checkpoint. */
  | { readonly kind: 'save'; readonly asked: Asked }
  | { readonly kind: 'close' };

export type PartAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'reported'; readonly portion: Portion }
  | { readonly kind: 'failed'; readonly reason: string };

/** The way to a helper. */
export interface PartPort {
  readonly post: (request: PartRequest) => void;
  readonly end: () => void;
}

export interface PartListener {
  readonly onAnswer: (answer: PartAnswer) => void;
  /** The helper is no more; the reason is empty where it gave none. */
  readonly onEnd: (reason: string) => void;
}

export type OpenPart = (listener: PartListener) => PartPort;
