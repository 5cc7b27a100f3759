/** The negative log-likelihood of a corpus over the steps of fine-tuning, above the least it can be in the long run. */
import { memo, type ReactElement, useMemo } from 'react';
import { compactText, tickText } from '../experiment/number-text';
import { tickedFor, valueAxis } from './curve-geometry';
import { decimate } from './decimate';
import { lossPlotOf } from './loss-geometry';
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
  const axis = valueAxis([{ points, last: Number.NaN }], entropy);
  const plot = lossPlotOf(width, Math.max(steps, losses.length), axis);
  const last = points.at(-1);
  const said = last === undefined ? 'no step yet' : `${compactText(last.value)} nats after step ${last.step}`;
  return (
    <svg
      role="img"
      aria-label={`Negative log-likelihood of the corpus a response: ${said}; entropy of the source ${compactText(entropy)}.`}
      width={plot.width}
      height={plot.height}
    >
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <path className="chart-grid" d={`M${plot.left} ${plot.y(tick).toFixed(1)}H${plot.right}`} />
          <text x={plot.left - 6} y={plot.y(tick)} dy="0.35em" textAnchor="end">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {tickedFor(plot.steps, plot.right - plot.left).ticks.map((tick) => (
        <text key={tick} x={plot.x(tick)} y={plot.bottom + 15} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      <path className="chart-reference" strokeDasharray="5 3" d={`M${plot.left} ${plot.y(entropy)}H${plot.right}`} />
      <text className="chart-note" x={plot.right} y={plot.y(entropy) - 5} textAnchor="end">
        {floorName} {compactText(entropy)}
      </text>
      <path
        className="chart-loss"
        d={points.map(({ step, value }, i) => `${i === 0 ? 'M' : 'L'}${plot.x(step)} ${plot.y(value)}`).join('')}
      />
    </svg>
  );
};

const LossCurveView = (props: LossCurveProps): ReactElement => (
  <Sized>{(width) => <Plot {...props} width={width} />}</Sized>
);

export const LossCurve = memo(LossCurveView);
