/** What is asked about a training under way, and answered while it stands still. */
import type { Preparations } from '../training/preparations';
import type { Backends } from './backends';
import { findControl } from './control';
import type { Task } from './inbox';
import type { ControlRequest, PlaneRequest, SpeedRequest } from './protocol';
import type { Session } from './session';
import type { HostSurroundings } from './surroundings';
import { timeEngines } from './time-engines';

export type Question = PlaneRequest | ControlRequest | SpeedRequest;

interface Surroundings extends HostSurroundings {
  readonly backends: Backends;
  readonly preparations: Preparations;
  /** Requests that wait. */
  readonly tasks: readonly Task[];
  /** Lets messages in, and rejects where a load makes an answer needless. */
  readonly breathe: () => Promise<void>;
}

export const answerQuestion = async (question: Question, session: Session, around: Surroundings): Promise<void> => {
  const { backends, tasks, breathe, post } = around;
  switch (question.type) {
    case 'plane': {
      const answer = await session.answer(question, breathe);
      if (answer !== undefined) post(answer);
      return;
    }
    case 'control': {
      const { current: backend } = backends;
      if (backend === null) throw new Error('no backend was chosen');
      // An update is served first, too, and nothing is then found.
      const goOn = () => breathe().then(() => tasks.every(({ type }) => type !== 'update'));
      return findControl(question, session.experiment, { ...around, backend, goOn });
    }
    case 'speeds': {
      const goOn = () => breathe().then(() => tasks.length === 0);
      await timeEngines(question, session.experiment, { ...around, goOn });
      return backends.reopen();
    }
  }
};
