/** The helper's side: trains the runs that it is given, and answers each request in its turn. */
import { Float64Engine } from '../float64/engine';
import type { Trainer } from '../trainer';
import type { PartAnswer, PartRequest } from './part';
import { portionOf } from './portion';

interface Opened {
  readonly engine: Trainer;
  readonly runs: readonly number[];
}

const done: PartAnswer = { kind: 'done' };

/** What it returns takes the requests. */
export const servePart = (post: (answer: PartAnswer) => void): ((request: PartRequest) => void) => {
  let opened: Opened | null = null;
  const current = (): Opened => {
    if (opened === null) throw new Error('there is nothing to train');
    return opened;
  };
  const answer = async (request: PartRequest): Promise<PartAnswer> => {
    switch (request.kind) {
      case 'open': {
        const { experiment, runs, groundwork, checkpoint } = request;
        opened = { engine: new Float64Engine(experiment, { groundwork, checkpoint, part: new Set(runs) }), runs };
        return done;
      }
      case 'advance':
        current().engine.advance(request.count);
        return done;
      case 'update':
        current().engine.update(request.experiment);
        return done;
      case 'report':
      case 'save': {
        const { engine, runs } = current();
        return { kind: 'reported', portion: portionOf(await engine[request.kind](request.asked), runs) };
      }
      case 'close':
        opened = null;
        return done;
    }
  };
  let last: Promise<void> = Promise.resolve();
  return (request) => {
    last = last
      .then(() => answer(request))
      .catch(
        (error: unknown): PartAnswer => ({
          kind: 'failed',
          reason: error instanceof Error ? error.message : String(error),
        }),
      )
      .then(post);
  };
};
