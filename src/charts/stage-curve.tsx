/** What a stage before training makes smaller over its steps, above the least it can be in the long run where that is known. */
import { memo, type ReactElement, useMemo } from 'react';
import type { Stage } from '../experiment/stages';
import { compactText } from '../settings/number-text';
import { valueDomain } from './curve-geometry';
import { decimate } from './decimate';
import { linePath } from './path';
import { type Plot as PlotArea, plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';

/** The least that a curve can be in the long run. */
export interface Floor {
  readonly name: string;
  readonly value: number;
}

export interface StageCurveProps {
  readonly stage: Pick<Stage, 'curve' | 'steps'>;
  /** After each step so far. */
  readonly values: Float64Array;
  readonly floor: Floor | null;
}

const mostPoints = 320;

const FloorLine = ({ plot, name, value }: Floor & { readonly plot: PlotArea }): ReactElement => (
  <>
    <line
      className="chart-reference"
      strokeDasharray="5 3"
      x1={plot.left}
      x2={plot.right}
      y1={plot.y(value)}
      y2={plot.y(value)}
    />
    <text className="chart-note" x={plot.right} y={plot.y(value) - 5} textAnchor="end">
      {name} {compactText(value)}
    </text>
  </>
);

const Plot = ({
  stage: { curve, steps },
  values,
  floor,
  width,
}: StageCurveProps & { readonly width: number }): ReactElement => {
  const points = useMemo(
    () => decimate({ steps: Array.from(values, (_, i) => i + 1), values: [...values] }, mostPoints),
    [values],
  );
  const plot = plotOf({
    width,
    height: 128,
    margin: { left: 34, right: 8, top: 8, bottom: 24 },
    // The whole of the stage is on the axis from the start, so that the curve is a progress bar too.
    x: { domain: [0, Math.max(steps, values.length, 1)], ticks: 5 },
    y: { domain: valueDomain([{ points, last: Number.NaN }], floor?.value), ticks: 4 },
  });
  const last = points.at(-1);
  const said = last === undefined ? 'no step yet' : `${compactText(last.value)} ${curve.unit} after step ${last.step}`;
  return (
    <PlotFrame
      label={`${curve.label}: ${said}${floor === null ? '' : `; ${floor.name} ${compactText(floor.value)}`}.`}
      plot={plot}
    >
      {floor === null ? null : <FloorLine plot={plot} {...floor} />}
      <path
        className="chart-stage"
        d={linePath(
          points,
          ({ step }) => plot.x(step),
          ({ value }) => plot.y(value),
        )}
      />
    </PlotFrame>
  );
};

const StageCurveView = (props: StageCurveProps): ReactElement => (
  <Sized>{(width) => <Plot {...props} width={width} />}</Sized>
);

export const StageCurve = memo(StageCurveView);
