/** What surrounds the training host: a worker's own, or a test's. */
import type { BackendEnvironment } from '../training/backend-environment';
import type { Clock } from '../training/choose-backend';
import type { Helpers } from './helpers';
import type { Event, LifeSign } from './protocol';

export interface HostSurroundings {
  readonly post: (event: Event | LifeSign) => void;
  readonly environment: BackendEnvironment;
  readonly clock: Clock;
  readonly helpers: Helpers;
  /** Lets waiting messages in; resolves after at least so many milliseconds, 0 for as soon as may be. */
  readonly rest: (milliseconds: number) => Promise<void>;
}
