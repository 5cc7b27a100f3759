/** Axes, optimum and rounds of a curve chart, with a path for each run's line and a text for each name. */
import { memo, type ReactElement, type RefObject } from 'react';
import type { ChartRun } from './looks';
import type { Plot } from './plot';
import { PlotFrame } from './plot-frame';

export interface CurvePlotProps {
  readonly ref: RefObject<SVGSVGElement | null>;
  /** What the chart shows, until something more can be said. */
  readonly label: string;
  readonly plot: Plot;
  /** The runs' names as there is room for them. */
  readonly names: readonly string[];
  readonly runs: readonly ChartRun[];
  readonly optimum: number | undefined;
  /** Steps at which rounds begin. */
  readonly rounds: readonly number[];
}

const CurvePlotView = ({ ref, label, plot, names, runs, optimum, rounds }: CurvePlotProps): ReactElement => {
  const { left, right, top, bottom } = plot;
  const ends = [
    ...names.map((name, run) => ({ name, color: runs[run]?.look.color })),
    { name: 'π*', color: undefined },
  ];
  return (
    <PlotFrame ref={ref} label={label} plot={plot}>
      {rounds.map((step) => (
        <line key={step} className="chart-round" x1={plot.x(step)} x2={plot.x(step)} y1={top} y2={bottom} />
      ))}
      {optimum !== undefined && (
        <line className="chart-optimum" x1={left} x2={right} y1={plot.y(optimum)} y2={plot.y(optimum)} />
      )}
      {runs.map(({ look }, run) => (
        <path key={run} className="chart-run" data-line={run} stroke={look.color} strokeDasharray={look.dash} />
      ))}
      <g className="chart-ends">
        {ends.map(({ name, color }, end) => (
          <text key={end} data-end={end} dy="0.35em" color={color} visibility="hidden">
            {name}
          </text>
        ))}
      </g>
    </PlotFrame>
  );
};

export const CurvePlot = memo(CurvePlotView);
