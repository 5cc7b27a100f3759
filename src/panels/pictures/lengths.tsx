/** How long the answers are: the probability of each length under every run. */

import { LengthsPicture, type LengthsPictureProps, lengthMasses } from '../../charts/lengths-picture';
import { Numbers } from '../../charts/numbers';
import { RunHeadings } from '../../charts/run-headings';
import { useSeriesNow } from '../../charts/use-series-now';
import { probabilityText } from '../../settings/number-text';
import { useSeries } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

const Rows = (props: LengthsPictureProps) => {
  useSeriesNow(props.series);
  const { reference, optimum, policies } = lengthMasses(props);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">words</th>
          <th scope="col">π_ref</th>
          <th scope="col">π*</th>
          <RunHeadings runs={props.runs} />
        </tr>
      </thead>
      <tbody>
        {reference.map((mass, i) => (
          <tr key={i}>
            <th scope="row">{i + 1}</th>
            <td>{probabilityText(mass)}</td>
            <td>{probabilityText(optimum[i] ?? Number.NaN)}</td>
            {props.runs.map((_, run) => (
              <td key={run}>{probabilityText(policies[run]?.[i] ?? Number.NaN)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Nothing where responses have no length of their own. */
export const Lengths = ({ truth: { world, logStar, isReferenceKnown } }: { readonly truth: Truth }) => {
  const series = useSeries();
  const runs = useChartRuns();
  const { geometry } = world;
  if (geometry.kind !== 'sentences') return null;
  const shown = { world, lengths: geometry.contentLengths, runs, series, optimum: isReferenceKnown ? logStar : null };
  return (
    <section aria-labelledby="lengths-title" className="lengths">
      <h2 id="lengths-title">How long the answers are, in words</h2>
      <LengthsPicture {...shown} />
      <Numbers summary="Numbers" caption="Probability of each length in words" table={() => <Rows {...shown} />} />
    </section>
  );
};
