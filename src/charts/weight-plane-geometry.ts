/** Geometry of the picture of weight space: bands of equal value, and the runs' paths. */
import { linePath } from './path';
import { type Plot, plotOf } from './plot';

/** What the geometry reads of a picture. */
export interface Grid {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly size: number;
  /** [size, size, names], from the lowest row up and from left to right. */
  readonly values: Float64Array;
  readonly names: readonly string[];
}

/** The values of one quantity, [size, size]; not finite where the policy is not. */
export const layerOf = ({ values, names }: Grid, name: string): Float64Array => {
  const place = names.indexOf(name);
  return Float64Array.from({ length: values.length / names.length }, (_, i) => values[i * names.length + place] ?? 0);
};

export interface Extreme {
  readonly value: number;
  readonly x: number;
  readonly y: number;
}

const placeOf = ({ x, y, side, size }: Grid, cell: number) => ({
  x: x + ((cell % size) / (size - 1)) * side,
  y: y + (Math.floor(cell / size) / (size - 1)) * side,
});

/** Where a layer is lowest and highest, among its finite values. */
export const extremesOf = (grid: Grid, layer: Float64Array): readonly [lowest: Extreme, highest: Extreme] => {
  const cells = [...layer.keys()].filter((cell) => Number.isFinite(layer[cell]));
  const at = (cell: number): Extreme => ({ value: layer[cell] ?? Number.NaN, ...placeOf(grid, cell) });
  const best = (better: (a: number, b: number) => boolean): number =>
    cells.reduce((chosen, cell) => (better(layer[cell] ?? 0, layer[chosen] ?? 0) ? cell : chosen), cells[0] ?? -1);
  return [at(best((a, b) => a < b)), at(best((a, b) => a > b))];
};

export const weightPlotOf = ({ x, y, side, size }: Grid, width: number): Plot => {
  const margin = { left: 34, right: 8, top: 8, bottom: 36 };
  // As wide as high, so that distances are the same each way; cells reach half a step beyond the outermost points.
  const beyond = side / (size - 1) / 2;
  return plotOf({
    width,
    height: width - margin.left - margin.right + margin.top + margin.bottom,
    margin,
    x: { domain: [x - beyond, x + side + beyond], ticks: 5 },
    y: { domain: [y - beyond, y + side + beyond], ticks: 5 },
  });
};

const bandCount = 8;

/** How strong the tint of a value is, in steps from 0 to `bandCount`, where values go from `low` to `high`. */
export const bandOf = (value: number, low: number, high: number): number =>
  high > low && Number.isFinite(value)
    ? Math.min(bandCount, Math.floor(((value - low) / (high - low)) * (bandCount + 1)))
    : 0;

export interface Band {
  /** From 0, no tint, to 1. */
  readonly strength: number;
  readonly path: string;
}

/** One path a step of tint; cells side by side of one step are one rectangle. */
export const bandsOf = (grid: Grid, layer: Float64Array, plot: Plot): readonly Band[] => {
  const { size, side } = grid;
  const [lowest, highest] = extremesOf(grid, layer);
  const half = side / (size - 1) / 2;
  const paths = Array.from({ length: bandCount + 1 }, () => '');
  for (let row = 0; row < size; row++) {
    for (let first = 0; first < size; ) {
      const band = bandOf(layer[row * size + first] ?? 0, lowest.value, highest.value);
      let end = first + 1;
      while (end < size && bandOf(layer[row * size + end] ?? 0, lowest.value, highest.value) === band) end += 1;
      const from = placeOf(grid, row * size + first);
      const to = placeOf(grid, row * size + end - 1);
      const [left, right] = [plot.x(from.x - half), plot.x(to.x + half)];
      const [top, bottom] = [plot.y(from.y + half), plot.y(from.y - half)];
      paths[band] +=
        `M${left.toFixed(1)},${top.toFixed(1)}H${right.toFixed(1)}V${bottom.toFixed(1)}H${left.toFixed(1)}Z`;
      first = end;
    }
  }
  return paths.map((path, i) => ({ strength: i / bandCount, path })).filter(({ path }) => path !== '');
};

export interface PathStop {
  readonly x: number;
  readonly y: number;
  /** Distance from the plane. */
  readonly away: number;
}

/** Where one of so many runs has been, oldest first. */
export const pathIn = (paths: Float64Array, runs: number, run: number): readonly PathStop[] =>
  Array.from({ length: paths.length / (3 * runs) }, (_, stop) => {
    const first = (stop * runs + run) * 3;
    return { x: paths[first] ?? 0, y: paths[first + 1] ?? 0, away: paths[first + 2] ?? 0 };
  });

export const pathLine = (stops: readonly PathStop[], plot: Plot): string =>
  linePath(
    stops,
    ({ x }) => plot.x(x),
    ({ y }) => plot.y(y),
  );
