/** Pair by pair: the score that says which way a first step moves the chosen response, and how far each run has moved it. */

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
  'The score is ⟨∇log π(y_w), ∇log π(y_l)⟩ − ‖∇log π(y_w)‖² at the start. Below zero, one small step of plain gradient descent on this pair’s margin alone would raise its chosen answer; above zero, lower it. It says nothing of later steps, of other pairs or of Adam.';

/** What the score says of a pair. */
const firstStep = (score: number): string =>
  `at the start, one small step of plain gradient descent on this pair alone would ${score > 0 ? 'lower' : 'raise'} its chosen answer`;

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
          ? `The only pair scores ${signed(scores[0] ?? Number.NaN)}: ${firstStep(scores[0] ?? Number.NaN)}.`
          : `Of ${scores.length} pairs that are followed, ${scores.filter((score) => score > 0).length} score above ` +
            'zero: one small step of plain gradient descent on such a pair alone would lower its chosen answer. What ' +
            'all pairs, later steps and Adam make of it stands in the last column.'}
      </p>
    );
  }
  const score = scores[place] ?? Number.NaN;
  if (!Number.isFinite(score)) return null;
  const shifts = runs.map((_, run) => chosenShiftOf(series, run, { place, isOne: false }));
  const fallen = shifts.filter((shift) => shift < 0).length;
  return (
    <p className="hint">
      Score {signed(score)}: {firstStep(score)}. So far, with all pairs, its chosen answer has become less likely under{' '}
      {fallen} of {runs.length} runs.
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
