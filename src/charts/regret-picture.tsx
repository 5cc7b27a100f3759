/** What not knowing the best answer has cost so far: a thin line a seed, a thick one for their median. */
import { memo, type ReactElement, useMemo } from 'react';
import { compactText } from '../settings/number-text';
import type { ChartRun } from './looks';
import { linePath } from './path';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';

export interface RegretCurves extends ChartRun {
  /** Regret at each of `times`, a list a seed. */
  readonly bySeed: readonly (readonly number[])[];
  readonly median: readonly number[];
}

interface Props {
  readonly times: readonly number[];
  readonly curves: readonly RegretCurves[];
  /** What the worst answer would cost all the way. */
  readonly most: number;
}

const Picture = ({ times, curves, most, width }: Props & { readonly width: number }): ReactElement => {
  const last = times.at(-1) ?? 1;
  const plot = useMemo(
    () =>
      plotOf({
        width,
        height: 220,
        margin: { left: 34, right: 12, top: 10, bottom: 40 },
        x: { domain: [0, last], ticks: 5 },
        y: { domain: [0, most], ticks: 4 },
      }),
    [width, last, most],
  );
  const pathOf = (regrets: readonly number[]): string =>
    linePath(
      regrets,
      (_, i) => plot.x(times[i] ?? 0),
      (regret) => plot.y(regret),
    );
  const said = curves.map(({ name, median }) => `${name} ${compactText(median.at(-1) ?? Number.NaN)}`).join('; ');
  return (
    <PlotFrame label={`Regret over ${last} steps, median of the seeds at the end: ${said}.`} plot={plot} title="step">
      {curves.map(({ name, look, bySeed, median }, i) => (
        <g key={name} color={look.color}>
          {bySeed.map((regrets, seed) => (
            <path key={seed} className="chart-run" stroke={look.color} opacity={0.35} d={pathOf(regrets)} />
          ))}
          <path className="chart-density" stroke={look.color} strokeDasharray={look.dash} d={pathOf(median)} />
          <text className="chart-label" x={plot.left + 8} y={plot.top + 14 + 18 * i}>
            {name}
          </text>
        </g>
      ))}
    </PlotFrame>
  );
};

const RegretPictureView = (props: Props): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const RegretPicture = memo(RegretPictureView);
