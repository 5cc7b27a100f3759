/** A process of a sweep: trains the runs that it is sent, and says how far it is and where they ended. */
import type { Experiment } from '../settings/experiment';
import { float64BackendFrom } from '../training/float64/backend';
import { Preparations } from '../training/preparations';
import type { Report } from '../training/report';
import { trainToEnd } from '../training/train-to-end';

/** Some runs of an experiment, from its run `firstRun` on. */
export interface Part {
  readonly experiment: Experiment;
  readonly firstRun: number;
}

/** What a sweep prints of the last step. */
export type Ending = Pick<Report, 'step' | 'metrics' | 'frozen'>;

export type Word = { readonly kind: 'step'; readonly step: number } | { readonly kind: 'end'; readonly ending: Ending };

const say = (word: Word): void => {
  process.send?.(word);
};
const preparations = new Preparations();

process.on('message', async ({ experiment, firstRun }: Part) => {
  const goOn = async (step: number): Promise<boolean> => {
    say({ kind: 'step', step });
    return process.connected;
  };
  const report = await trainToEnd(experiment, float64BackendFrom(firstRun), { preparations, goOn });
  if (report === null) return;
  const { step, metrics, frozen } = report;
  say({ kind: 'end', ending: { step, metrics, frozen } });
});

// Ctrl-C is said to all processes at once; whoever asked for the sweep ends it.
process.on('SIGINT', () => {});
