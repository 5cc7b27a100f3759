/** Helpers that train a part of the runs, each in a process of its own. */
import { fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { Helper } from '../training/split/helper';
import type { PartAnswer } from '../training/split/part';

/** Beside this module, and built like it. */
const script = join(import.meta.dirname, `part-process${extname(import.meta.filename)}`);

/** Each is to be ended. */
export const openProcesses = (count: number): readonly Helper[] =>
  Array.from(
    { length: count },
    () =>
      new Helper(({ onAnswer, onEnd }) => {
        const child = fork(script, { serialization: 'advanced' });
        child.on('message', (answer: PartAnswer) => onAnswer(answer));
        child.on('error', ({ message }) => onEnd(message)).on('exit', () => onEnd('the process has ended'));
        return { post: (request) => child.send(request), end: () => child.kill('SIGKILL') };
      }),
  );
