/** The numbers of a reward model beside the truth: at every place of a line, or of the answers where it errs most. */
import type { ChartRun } from '../../charts/looks';
import { useSeriesNow } from '../../charts/use-series-now';
import { largest } from '../../math/largest';
import { compactText, fixedText, probabilityText } from '../../settings/number-text';
import { promptText, responseText } from '../ledger/response-text';
import { useSeries } from '../use-playground';
import type { TrueWorld } from './use-truth';

interface LineProps {
  readonly positions: Float64Array;
  readonly reward: Float64Array;
  readonly believed: Float64Array;
}

const rewardText = (value: number): string => fixedText(value, 2);

const Headings = ({ first }: { readonly first: string }) => (
  <>
    <th scope="col">{first}</th>
    <th scope="col">true r</th>
    <th scope="col">model r̂</th>
    <th scope="col">error</th>
  </>
);

const Values = ({ reward, believed }: { readonly reward: number; readonly believed: number }) => (
  <>
    <td>{rewardText(reward)}</td>
    <td>{rewardText(believed)}</td>
    <td>{rewardText(believed - reward)}</td>
  </>
);

export const LineTable = ({ positions, reward, believed }: LineProps) => (
  <table>
    <thead>
      <tr>
        <Headings first="y" />
      </tr>
    </thead>
    <tbody>
      {Array.from(positions, (place, i) => (
        <tr key={place}>
          <th scope="row">{compactText(place)}</th>
          <Values reward={reward[i] ?? 0} believed={believed[i] ?? 0} />
        </tr>
      ))}
    </tbody>
  </table>
);

/** So many of the most overrated, and as many of the most underrated. */
const most = 10;

interface OutliersProps {
  readonly world: TrueWorld;
  readonly believed: Float64Array;
}

export const OutliersTable = ({ world, believed }: OutliersProps) => {
  const { reward, logRef } = world;
  const errors = believed.map((value, i) => value - (reward[i] ?? 0));
  const over = largest(errors, most);
  const under = largest(
    errors.map((error) => -error),
    most,
  ).toReversed();
  return (
    <table>
      <thead>
        <tr>
          <Headings first="answer" />
          <th scope="col">π_ref</th>
        </tr>
      </thead>
      <tbody>
        {[...new Set([...over, ...under])].map((i) => (
          <tr key={i}>
            <th scope="row">
              {promptText(world, i)} {responseText(world, i)}
            </th>
            <Values reward={reward[i] ?? 0} believed={believed[i] ?? 0} />
            <td>{probabilityText(Math.exp(logRef[i] ?? 0))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface BelievedProps {
  readonly runs: readonly ChartRun[];
  /** From the metric `modelReward` to the scale of the true reward. */
  readonly onScale: (value: number) => number;
}

export const BelievedTable = ({ runs, onScale }: BelievedProps) => {
  const series = useSeries();
  useSeriesNow(series);
  return (
    <table className="movers">
      <caption>What the runs earn on average, in truth and to the model</caption>
      <thead>
        <tr>
          <Headings first="run" />
        </tr>
      </thead>
      <tbody>
        {runs.map(({ name, look }, run) => (
          <tr key={run}>
            <th scope="row" style={{ color: look.color }}>
              {name}
            </th>
            <Values reward={series.last('reward', run)} believed={onScale(series.last('modelReward', run))} />
          </tr>
        ))}
      </tbody>
    </table>
  );
};
