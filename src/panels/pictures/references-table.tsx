/** How far each run is from each reference, with what it earns. */
import type { ChartRun } from '../../charts/looks';
import type { NamedPolicy } from '../../charts/references-picture';
import { useSeriesNow } from '../../charts/use-series-now';
import { kullbackLeibler } from '../../math/distribution';
import { ingredientOf } from '../../methods';
import { readsSecond, soupWeight } from '../../methods/own-reference';
import type { Run } from '../../settings/experiment';
import { fixedText } from '../../settings/number-text';
import { experimentIn } from '../../state/store';
import { usePlayground, usePrepared, useSeries } from '../use-playground';

interface Props {
  /** π_ref, the second reference, then the soups in the order in which the engine names them. */
  readonly references: readonly NamedPolicy[];
  readonly responses: number;
  readonly runs: readonly ChartRun[];
}

/** The place among the references of what a run is tied to; −1 where that moves with the run. */
const tiedTo = (run: Run, weights: readonly number[]): number => {
  const weight = soupWeight(run);
  if (weight !== null) return 2 + weights.indexOf(weight);
  if (readsSecond(run)) return 1;
  return ingredientOf(run, 'reference').id === 'sft' ? 0 : -1;
};

export const ReferencesTable = ({ references, responses, runs }: Props) => {
  const series = useSeries();
  useSeriesNow(series, 250);
  const setups = usePlayground((state) => experimentIn(state).runs);
  const weights = usePrepared()?.soups.map(({ weight }) => weight) ?? [];
  const { latest } = series;
  const size = references[0]?.logP.length ?? 0;
  const isThere = latest !== null && latest.logPi.length === runs.length * size;
  return (
    <table className="movers">
      <caption>KL of each run to each reference, nats; in bold, what it is tied to</caption>
      <thead>
        <tr>
          <th scope="col">run</th>
          <th scope="col">E[r]</th>
          {references.map(({ name }) => (
            <th key={name} scope="col">
              KL to {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map(({ name, look }, run) => {
          const setup = setups[run];
          const tied = setup === undefined ? -1 : tiedTo(setup, weights);
          const logPi = isThere ? latest.logPi.subarray(run * size, (run + 1) * size) : null;
          return (
            <tr key={run}>
              <th scope="row" style={{ color: look.color }}>
                {name}
              </th>
              <td>{fixedText(series.last('reward', run), 2)}</td>
              {references.map((reference, i) => {
                const kl = logPi === null ? Number.NaN : kullbackLeibler(logPi, reference.logP, responses);
                return <td key={reference.name}>{i === tied ? <b>{fixedText(kl, 2)}</b> : fixedText(kl, 2)}</td>;
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
