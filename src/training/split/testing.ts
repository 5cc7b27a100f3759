/** A helper in the test's own process, to which everything comes as it would to another: cloned, and later. */
import type { OpenPart, PartAnswer, PartRequest } from './part';
import { servePart } from './serve-part';

export interface HelperHere {
  readonly open: OpenPart;
  /** What went there and back. */
  readonly said: (PartRequest | PartAnswer)[];
  /** It is no more, and says so. */
  readonly die: (reason: string) => void;
}

export const helperHere = (): HelperHere => {
  const said: (PartRequest | PartAnswer)[] = [];
  const cloned = <Said extends PartRequest | PartAnswer>(message: Said, hear: (message: Said) => void): void => {
    const clone = structuredClone(message);
    said.push(clone);
    setImmediate(() => hear(clone));
  };
  let die: (reason: string) => void = () => {};
  const open: OpenPart = ({ onAnswer, onEnd }) => {
    let isAlive = true;
    const receive = servePart((answer) => cloned(answer, (clone) => isAlive && onAnswer(clone)));
    const end = (): void => {
      isAlive = false;
    };
    die = (reason) => {
      end();
      onEnd(reason);
    };
    return { post: (request) => cloned(request, (clone) => isAlive && receive(clone)), end };
  };
  return { open, said, die: (reason) => die(reason) };
};
