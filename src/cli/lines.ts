/** The lines that `npm run experiment` prints while an experiment trains. */
import { methodOf } from '../methods';
import { follow } from '../observations/follow';
import type { Said } from '../observations/observer';
import { textOf } from '../observations/sentence';
import type { OnStage } from '../training/preparations';
import type { Report, Start } from '../training/report';
import { metricsOf, train } from '../training/train';
import type { Backend } from '../training/trainer';
import type { Command } from './experiment-arguments';
import { type Ledger, ledgerFrom } from './ledger';
import { csvHeader, csvLine, jsonLine } from './report-lines';
import { saidLine, yardsticksLine } from './say';

type Asked = Omit<Command, 'backend' | 'processes' | 'sweep'>;

/** Hands out the lines in order; `tell` hears what a person should know besides. */
export async function* linesOf(
  asked: Asked,
  backend: Backend,
  tell: (message: string) => void,
): AsyncGenerator<string> {
  const { experiment, format, every, gradCosine, ledger, say } = asked;
  const lineOf = format === 'csv' ? csvLine : jsonLine;
  const told = new Set<number>();
  const onStage: OnStage = ({ id, steps, values }) => {
    const value = values.at(-1) ?? Number.NaN;
    if (values.length % 100 === 0) tell(`${id}: step ${values.length} of ${steps}, ${value.toFixed(4)}`);
    return true;
  };
  let ledgerOf: (report: Report, run: number) => { readonly ledger?: Ledger } = () => ({});
  let sayOf: (report: Report) => readonly Said[] = () => [];
  const first: string[] = format === 'csv' ? [csvHeader] : [];
  const onStart = (start: Start): void => {
    if (ledger) ledgerOf = ledgerFrom(start);
    if (!say) return;
    sayOf = follow(experiment, start);
    if (format === 'jsonl') first.push(yardsticksLine(experiment, start));
  };
  let said: readonly Said[] = [];
  const options = { backend, gradCosine, onStage, onStart, ...(every === undefined ? {} : { every }) };
  for await (const report of train(experiment, options)) {
    yield* first.splice(0);
    for (const [i, run] of experiment.runs.entries()) {
      const { objective } = run;
      const method = methodOf(run);
      const frozen = report.frozen[i] ?? null;
      yield lineOf({
        step: report.step,
        run: i,
        objective,
        ...(method === undefined ? {} : { method: method.id }),
        metrics: metricsOf(report, i),
        ...(frozen === null ? {} : { frozen: frozen.step }),
        ...ledgerOf(report, i),
      });
      if (frozen === null || told.has(i)) continue;
      told.add(i);
      tell(`run ${i} (${objective}): ${frozen.reason}`);
    }
    said = sayOf(report);
    if (say && format === 'jsonl') yield saidLine(report.step, said);
  }
  for (const { sentence } of said) tell(textOf(sentence));
}
