/** The responses that gained and lost the most probability since the start, under one run. */
import type { ChartRun } from '../../charts/looks';
import { useSeriesNow } from '../../charts/use-series-now';
import { type Mover, movers } from '../../math/movers';
import { probabilityText } from '../../settings/number-text';
import { ChoiceControl } from '../controls/choice-control';
import { useActions, usePlayground, useSeries } from '../use-playground';
import { moverId } from './mover-id';
import { type NamedWorld, promptText, responseText } from './response-text';

const most = 10;
interface TableProps {
  readonly title: string;
  readonly world: NamedWorld;
  readonly movers: readonly Mover[];
}

const MoversTable = ({ title, world, movers: rows }: TableProps) => (
  <table className="movers">
    <caption>{title}</caption>
    <thead>
      <tr>
        <th scope="col">response</th>
        <th scope="col">at the start</th>
        <th scope="col">now</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ index, before, after }) => (
        <tr key={index} id={moverId(index)}>
          <th scope="row">
            {responseText(world, index)} <span className="detail">{promptText(world, index)}</span>
          </th>
          <td>{probabilityText(before)}</td>
          <td>{probabilityText(after)}</td>
        </tr>
      ))}
      {rows.length === 0 ? (
        <tr>
          <td colSpan={3} className="hint">
            none yet
          </td>
        </tr>
      ) : null}
    </tbody>
  </table>
);

interface Props {
  readonly world: NamedWorld;
  readonly runs: readonly ChartRun[];
}

export const MoversTables = ({ world, runs }: Props) => {
  const series = useSeries();
  useSeriesNow(series);
  const asked = usePlayground((state) => state.moversRun);
  const { showMovers } = useActions();
  const run = Math.min(asked, runs.length - 1);
  const { latest, start } = series;
  const size = world.prompts.length * world.responses.length;
  const part = (table: Float64Array | undefined): Float64Array =>
    table?.subarray(run * size, (run + 1) * size) ?? new Float64Array(0);
  const { gained, lost } = movers(part(latest?.logPi), part(start ?? undefined), most);
  return (
    <section aria-labelledby="movers-title" className="movers-section">
      <h3 id="movers-title">What gained and what lost the most since the start</h3>
      <ChoiceControl
        label="under"
        options={runs.map(({ name }, i) => ({ id: String(i), text: name }))}
        value={String(run)}
        onChange={(id) => showMovers(Number(id))}
      />
      <div className="movers-tables">
        <MoversTable title="gained" world={world} movers={gained} />
        <MoversTable title="lost" world={world} movers={lost} />
      </div>
    </section>
  );
};
