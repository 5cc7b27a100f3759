/** The runs of an experiment split among processes, each of which trains its part with plain JavaScript. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Experiment } from '../settings/experiment';
import type { Ending, Part, Word } from './sweep-part';

/** Sends a process its part; resolves with where that ended, and hears each step on the way. */
const trained = (child: ChildProcess, part: Part, onStep: (step: number) => void): Promise<Ending> =>
  new Promise((resolve, reject) => {
    const hear = (word: Word): void => {
      if (word.kind === 'step') onStep(word.step);
      else resolve(word.ending);
    };
    child.removeAllListeners('message').on('message', hear);
    child.on('error', reject).on('exit', () => reject(new Error('a process of the sweep has ended')));
    child.send(part);
  });

export class Processes {
  readonly #children: readonly ChildProcess[];

  constructor(count: number) {
    const script = join(import.meta.dirname, 'sweep-part.ts');
    this.#children = Array.from({ length: count }, () => fork(script, { serialization: 'advanced' }));
  }

  /** Where all runs ended; null where `goOn`, which hears the steps of the slowest part, answered false. */
  async train(experiment: Experiment, goOn: (step: number) => Promise<boolean>): Promise<Ending | null> {
    const { runs } = experiment;
    const steps = this.#children.map(() => 0);
    let giveUp = (): void => {};
    const givenUp = new Promise<null>((resolve) => {
      giveUp = () => resolve(null);
    });
    const endings = this.#children.map((child, i) => {
      const [first = 0, end] = [i, i + 1].map((part) => Math.floor((part * runs.length) / steps.length));
      const part = { experiment: { ...experiment, runs: runs.slice(first, end) }, firstRun: first };
      return trained(child, part, async (step) => {
        steps[i] = step;
        if (!(await goOn(Math.min(...steps)))) giveUp();
      });
    });
    const parts = await Promise.race([Promise.all(endings), givenUp]);
    if (parts === null) return null;
    return {
      step: parts[0]?.step ?? 0,
      metrics: Float64Array.from(parts.flatMap(({ metrics }) => [...metrics])),
      frozen: parts.flatMap(({ frozen }) => frozen),
    };
  }

  close(): void {
    for (const child of this.#children) child.removeAllListeners().kill('SIGKILL');
  }
}
