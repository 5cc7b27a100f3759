/** The lines of a sweep: one for each setting and seed, at the last step. */
import type { Swept } from '../experiment/sweep';
import { metricNames } from '../metrics';
import type { Experiment } from '../settings/experiment';
import { Preparations } from '../training/preparations';
import { metricsOf } from '../training/train';
import { trainToEnd } from '../training/train-to-end';
import type { Backend } from '../training/trainer';
import { jsonLine } from './report-lines';

export interface SweepCommand {
  /** Its runs are the settings. */
  readonly experiment: Experiment;
  readonly settings: readonly Swept[];
  readonly seeds: number;
  readonly format: 'jsonl' | 'csv';
}

const headerOf = ({ settings }: SweepCommand): string =>
  ['seed', 'run', 'objective', ...Object.keys(settings[0]?.set ?? {}), ...metricNames].join(',');

/** `goOn` hears which share of all steps was taken, lets signals in, and says whether to go on. */
export async function* sweepLines(
  command: SweepCommand,
  backend: Backend,
  goOn: (share: number) => Promise<boolean>,
): AsyncGenerator<string> {
  const { experiment, settings, seeds, format } = command;
  const { steps } = experiment.training;
  const preparations = new Preparations();
  if (format === 'csv') yield headerOf(command);
  for (let place = 0; place < seeds; place++) {
    const seed = experiment.seed + place;
    const report = await trainToEnd({ ...experiment, seed }, backend, {
      preparations,
      goOn: (step) => goOn((place + step / Math.max(1, steps)) / seeds),
    });
    if (report === null) return;
    for (const [
      run,
      {
        run: { objective },
        set,
      },
    ] of settings.entries()) {
      const metrics = metricsOf(report, run);
      const frozen = report.frozen[run] ?? null;
      const isFrozen = frozen === null ? {} : { frozen: frozen.step };
      yield format === 'csv'
        ? [
            seed,
            run,
            objective,
            ...Object.values(set),
            ...metricNames.map((name) => (Number.isFinite(metrics[name]) ? metrics[name] : '')),
          ].join(',')
        : jsonLine({ seed, step: report.step, run, objective, set, metrics, ...isFrozen });
    }
  }
}
