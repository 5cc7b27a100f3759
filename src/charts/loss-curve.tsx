/** The negative log-likelihood of a corpus over the steps of fine-tuning, above the least it can be in the long run. */
import { memo, type ReactElement, useMemo } from 'react';
import { compactText } from '../settings/number-text';
import { valueDomain } from './curve-geometry';
import { decimate } from './decimate';
import { linePath } from './path';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';

export interface LossCurveProps {
  /** Nats a response, after each step. */
  readonly losses: Float64Array;
  /** Planned number of steps. */
  readonly steps: number;
  /** Entropy of what the corpus was drawn from, nats. */
  readonly entropy: number;
}

const mostPoints = 320;
const floorName = 'entropy of the source';

const Plot = ({ losses, steps, entropy, width }: LossCurveProps & { readonly width: number }): ReactElement => {
  const points = useMemo(() => {
    const values = [...losses];
    return decimate({ steps: values.map((_, i) => i + 1), values }, mostPoints);
  }, [losses]);
  const plot = plotOf({
    width,
    height: 128,
    margin: { left: 34, right: 8, top: 8, bottom: 24 },
    // The whole of fine-tuning is on the axis from the start, so that the curve is a progress bar too.
    x: { domain: [0, Math.max(steps, losses.length, 1)], ticks: 5 },
    y: { domain: valueDomain([{ points, last: Number.NaN }], entropy), ticks: 4 },
  });
  const last = points.at(-1);
  const said = last === undefined ? 'no step yet' : `${compactText(last.value)} nats after step ${last.step}`;
  return (
    <PlotFrame
      label={`Negative log-likelihood of the corpus a response: ${said}; entropy of the source ${compactText(entropy)}.`}
      plot={plot}
    >
      <line
        className="chart-reference"
        strokeDasharray="5 3"
        x1={plot.left}
        x2={plot.right}
        y1={plot.y(entropy)}
        y2={plot.y(entropy)}
      />
      <text className="chart-note" x={plot.right} y={plot.y(entropy) - 5} textAnchor="end">
        {floorName} {compactText(entropy)}
      </text>
      <path
        className="chart-loss"
        d={linePath(
          points,
          ({ step }) => plot.x(step),
          ({ value }) => plot.y(value),
        )}
      />
    </PlotFrame>
  );
};

const LossCurveView = (props: LossCurveProps): ReactElement => (
  <Sized>{(width) => <Plot {...props} width={width} />}</Sized>
);

export const LossCurve = memo(LossCurveView);
