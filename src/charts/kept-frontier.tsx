/** The frontier and the optimum of those who keep a promise, in the plane of reward against KL. */
import type { ReactElement } from 'react';
import { frontierIn, type PlanePoint, type PlaneRange, trailPath } from './plane-geometry';
import type { Plot } from './plot';

interface Props {
  readonly frontier: readonly PlanePoint[];
  readonly optimum: PlanePoint;
  readonly plot: Plot;
  readonly range: PlaneRange;
}

export const KeptFrontier = ({ frontier, optimum, plot, range }: Props): ReactElement => (
  <g className="chart-kept">
    <path className="chart-optimum" d={trailPath(frontierIn(frontier, range), plot)} />
    <circle className="chart-start" r={4} cx={plot.x(optimum.kl)} cy={plot.y(optimum.reward)} />
    <text className="chart-note" x={plot.right - 4} y={plot.bottom - 8} textAnchor="end">
      lower line: while E[g] keeps its bound
    </text>
  </g>
);
