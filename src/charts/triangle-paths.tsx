/** The runs as a triangle shows them: a line each in its colour and dash, and a dot where it is; drawn as frames come. */
import type { ReactElement } from 'react';
import type { ChartRun } from './looks';

export const TrianglePaths = ({ runs, radius }: { readonly runs: readonly ChartRun[]; readonly radius: number }) =>
  runs.map(
    ({ look }, run): ReactElement => (
      <g key={run} data-run={run} visibility="hidden">
        <path className="chart-run" stroke={look.color} strokeDasharray={look.dash} />
        <circle className="triangle-dot" r={radius} fill={look.color} />
      </g>
    ),
  );
