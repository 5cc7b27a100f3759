/** The numbers of a plane of weight space: where the runs stand, and the quantity on a coarser grid. */
import type { ChartRun } from '../../charts/looks';
import { layerOf, pathIn } from '../../charts/weight-plane-geometry';
import { compactText } from '../../settings/number-text';
import type { WeightPicture } from '../../worker/protocol';

interface Props {
  readonly picture: WeightPicture;
  readonly quantity: string;
  readonly runs: readonly ChartRun[];
}

/** Every so many points of the grid are in the table. */
const every = 4;

export const PlacesTable = ({ picture, runs }: Omit<Props, 'quantity'>) => (
  <table className="movers">
    <caption>Where the runs stand on the plane, and how far from it; distances are those of weight space</caption>
    <thead>
      <tr>
        <th scope="col">run</th>
        <th scope="col">across</th>
        <th scope="col">up</th>
        <th scope="col">away</th>
      </tr>
    </thead>
    <tbody>
      {runs.map(({ name, look }, run) => {
        const head = pathIn(picture.paths, runs.length, run).at(-1);
        return (
          <tr key={run}>
            <th scope="row" style={{ color: look.color }}>
              {name}
            </th>
            {[head?.x, head?.y, head?.away].map((value, i) => (
              <td key={i}>{compactText(value ?? Number.NaN)}</td>
            ))}
          </tr>
        );
      })}
    </tbody>
  </table>
);

export const GridTable = ({ picture, quantity }: Omit<Props, 'runs'>) => {
  const { x, y, side, size } = picture;
  const layer = layerOf(picture, quantity);
  const kept = Array.from({ length: size }, (_, i) => i).filter((i) => i % every === 0);
  const at = (start: number, i: number): string => compactText(start + (i / (size - 1)) * side);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">up \ across</th>
          {kept.map((column) => (
            <th key={column} scope="col">
              {at(x, column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kept.toReversed().map((row) => (
          <tr key={row}>
            <th scope="row">{at(y, row)}</th>
            {kept.map((column) => (
              <td key={column}>{compactText(layer[row * size + column] ?? Number.NaN)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
