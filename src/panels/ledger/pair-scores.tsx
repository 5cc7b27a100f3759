/** Pair by pair: the score that predicts displacement, and how far each run has moved the chosen response. */

import { chosenShiftOf } from '../../charts/ledger-masses';
import type { ChartRun } from '../../charts/looks';
import { Numbers } from '../../charts/numbers';
import { RunHeadings } from '../../charts/run-headings';
import { useSeriesNow } from '../../charts/use-series-now';
import { changeText, compactText } from '../../settings/number-text';
import type { Prepared } from '../../worker/protocol';
import { useSeries } from '../use-playground';
import { type NamedWorld, pairText, promptText } from './response-text';

const meaning =
  'The score is ⟨∇log π(y_w), ∇log π(y_l)⟩ − ‖∇log π(y_w)‖² at the start. Above zero it predicts that this pair alone would push its chosen answer down.';

const signed = (value: number): string => changeText(value, compactText);

interface Props {
  readonly world: NamedWorld;
  readonly runs: readonly ChartRun[];
  readonly prepared: Prepared;
}

/** What the scores predict, for one followed pair or for all, and what has happened so far. */
export const Prediction = ({ place, runs, prepared }: Omit<Props, 'world'> & { readonly place: number | null }) => {
  const series = useSeries();
  useSeriesNow(series);
  const scores = prepared.displacementScores;
  if (place === null) {
    return (
      <p className="hint">
        {scores.length === 1
          ? `The only pair has a displacement score of ${signed(scores[0] ?? Number.NaN)}. Above zero it predicts that ` +
            'the pair would push its own chosen answer down from the start.'
          : `Of ${scores.length} pairs that are followed, ${scores.filter((score) => score > 0).length} have a ` +
            'displacement score above zero, which predicts that a pair alone would push its own chosen answer down ' +
            'from the start; what pairs do to each other’s answers stands in the last column.'}
      </p>
    );
  }
  const score = scores[place] ?? Number.NaN;
  if (!Number.isFinite(score)) return null;
  const shifts = runs.map((_, run) => chosenShiftOf(series, run, { place, isOne: false }));
  const fallen = shifts.filter((shift) => shift < 0).length;
  return (
    <p className="hint">
      Score {signed(score)}: {score > 0 ? 'above zero' : 'not above zero'}, so this pair alone would{' '}
      {score > 0 ? 'push its chosen answer down' : 'not push its chosen answer down'}. So far, among all pairs, the
      chosen answer has become less likely under {fallen} of {runs.length} runs.
    </p>
  );
};

const Rows = ({ world, runs, prepared }: Props) => {
  const series = useSeries();
  useSeriesNow(series);
  return (
    <table>
      <caption>{meaning} Beside it, the change of log π(y_w) since the start under each run, in nats.</caption>
      <thead>
        <tr>
          <th scope="col">pair</th>
          <th scope="col">score</th>
          <RunHeadings runs={runs} />
        </tr>
      </thead>
      <tbody>
        {Array.from(prepared.displacementScores, (score, place) => {
          const [chosen = 0, rejected = 0] = [prepared.chosen[place], prepared.rejected[place]];
          return (
            <tr key={place}>
              <th scope="row">
                {pairText(world, place, chosen, rejected)} <span className="detail">{promptText(world, chosen)}</span>
              </th>
              <td>{signed(score)}</td>
              {runs.map((_, run) => (
                <td key={run}>{signed(chosenShiftOf(series, run, { place, isOne: chosen === rejected }))}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

/** All followed pairs as a table, on request. */
export const PairScores = (props: Props) => (
  <Numbers summary="Predicted and happened, pair by pair" caption={meaning} table={() => <Rows {...props} />} />
);
