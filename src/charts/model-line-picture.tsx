/** A reward model against the true reward over a line of responses, with those that its pairs have. */
import { memo, type ReactElement, useMemo } from 'react';
import { largest } from '../math/largest';
import { compactText } from '../settings/number-text';
import { niceDomain } from './axis';
import { areaPath, linePath } from './path';
import { labelWithin, placeLabels } from './place-labels';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { pageMeasure } from './text';

export interface ModelLineProps {
  /** Place of each response, ascending. */
  readonly positions: Float64Array;
  /** The true reward and the model's on its scale, mean over prompts, one a response. */
  readonly reward: Float64Array;
  readonly believed: Float64Array;
  /** The places of the responses that the pairs have. */
  readonly seen: readonly number[];
}

const tickHeight = 7;
const nameSize = 13;
const names = ['model r̂', 'true r'] as const;

const Picture = ({ positions, reward, believed, seen, width }: ModelLineProps & { readonly width: number }) => {
  const measure = useMemo(pageMeasure, []);
  const plot = useMemo(() => {
    const values = [...reward, ...believed];
    return plotOf({
      width,
      height: 220,
      margin: { left: 34, right: 12, top: 18, bottom: 40 },
      x: { domain: [positions[0] ?? 0, positions.at(-1) ?? 1], ticks: 6 },
      y: { domain: niceDomain(Math.min(...values), Math.max(...values)), ticks: 4 },
    });
  }, [positions, reward, believed, width]);
  const x = (_: number, i: number): number => plot.x(positions[i] ?? 0);
  const line = (values: Float64Array): string => linePath(values, x, (value) => plot.y(value));
  const [worst = 0] = largest(
    reward.map((value, i) => Math.abs(value - (believed[i] ?? 0))),
    1,
  );
  const place = plot.x(positions[worst] ?? 0);
  const wanted = [believed, reward].map((values, i) =>
    labelWithin(plot, place, plot.y(values[worst] ?? 0) - 6, measure(names[i] ?? '', nameSize) + 8),
  );
  const bounds = { left: plot.left, top: 0, width: plot.right - plot.left, height: plot.bottom - tickHeight };
  const shifts = placeLabels(wanted, [], bounds, []);
  const ends =
    seen.length === 0
      ? ''
      : ` Its pairs lie from ${compactText(Math.min(...seen))} to ${compactText(Math.max(...seen))}.`;
  const label =
    `The reward model against the true reward over the responses: furthest apart at ${compactText(positions[worst] ?? 0)}, ` +
    `where the model says ${compactText(believed[worst] ?? 0)} and the truth is ${compactText(reward[worst] ?? 0)}.${ends}`;
  return (
    <PlotFrame
      label={label}
      plot={plot}
      title="response y"
      behind={
        <path
          className="chart-error"
          d={areaPath(
            positions,
            (place) => plot.x(place),
            (_, i) => plot.y(reward[i] ?? 0),
            (_, i) => plot.y(believed[i] ?? 0),
          )}
        />
      }
    >
      <path
        className="chart-seen"
        d={[...new Set(seen)].map((place) => `M${plot.x(place).toFixed(1)},${plot.bottom}v${-tickHeight}`).join('')}
      />
      <path className="chart-reference" d={line(reward)} />
      <path className="chart-stage" d={line(believed)} />
      {wanted.map(({ x: across, y }, i) => (
        <text
          key={names[i]}
          className={`chart-label${i === 0 ? ' chart-strong' : ''}`}
          color="var(--muted, #66645e)"
          x={across + (shifts[i]?.dx ?? 0)}
          y={y + (shifts[i]?.dy ?? 0)}
          textAnchor="middle"
        >
          {names[i]}
        </text>
      ))}
    </PlotFrame>
  );
};

const ModelLineView = (props: ModelLineProps): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const ModelLinePicture = memo(ModelLineView);
