/** A metric at the end of training over the values of one knob, as a line a run, or of two, as a map of one run. */
import { type ReactElement, useMemo } from 'react';
import { compactText } from '../settings/number-text';
import type { ChartRun } from './looks';
import { areaPath, linePath } from './path';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { cellsOf, type KnobAxis, linesPlot, mapPlot, type SweptLine } from './sweep-geometry';

/** How strong the tint of the largest value is. */
const strongest = 0.85;

export interface SweepLinesProps {
  /** What is measured, with its unit. */
  readonly quantity: string;
  readonly axis: KnobAxis;
  readonly lines: readonly SweptLine[];
  /** All runs of the experiment, in their order. */
  readonly runs: readonly ChartRun[];
  /** The value at π*, where it has one. */
  readonly optimum: number | undefined;
}

const Lines = ({ quantity, axis, lines, runs, optimum, width }: SweepLinesProps & { readonly width: number }) => {
  const plot = useMemo(
    () => linesPlot(width, axis, lines, optimum === undefined ? [] : [optimum]),
    [width, axis, lines, optimum],
  );
  const { values } = axis;
  const x = (value: number): number => plot.x(value);
  const at = (of: readonly number[]) => (_: number, i: number) => plot.y(of[i] ?? Number.NaN);
  const said = lines.map(({ run, middle }) => {
    const best = middle.reduce((chosen, value, i) => (value > (middle[chosen] ?? value - 1) ? i : chosen), 0);
    return `${runs[run]?.name}: from ${compactText(middle[0] ?? Number.NaN)} to ${compactText(middle.at(-1) ?? Number.NaN)}, most ${compactText(middle[best] ?? Number.NaN)} at ${compactText(values[best] ?? Number.NaN)}`;
  });
  return (
    <PlotFrame
      plot={plot}
      title={axis.label}
      hasColumnLines
      label={`${quantity} over ${axis.label}. ${said.join('; ')}.`}
    >
      {optimum === undefined ? null : (
        <line className="chart-optimum" x1={plot.left} x2={plot.right} y1={plot.y(optimum)} y2={plot.y(optimum)} />
      )}
      {lines.map(({ run, middle, lowest, highest }) => {
        const { color, dash } = runs[run]?.look ?? { color: 'currentColor', dash: '' };
        return (
          <g key={run}>
            <path fill={color} opacity={0.14} d={areaPath(values, x, at(lowest), at(highest))} />
            <path className="chart-run" stroke={color} strokeDasharray={dash} d={linePath(values, x, at(middle))} />
          </g>
        );
      })}
    </PlotFrame>
  );
};

export const SweepLines = (props: SweepLinesProps): ReactElement => (
  <Sized>{(width) => <Lines {...props} width={width} />}</Sized>
);

export interface SweepMapProps {
  readonly quantity: string;
  readonly across: KnobAxis;
  readonly up: KnobAxis;
  /** The metric at each setting, the second knob fastest. */
  readonly values: readonly number[];
  readonly run: ChartRun;
}

const Tiles = ({ quantity, across, up, values, run, width }: SweepMapProps & { readonly width: number }) => {
  const plot = useMemo(() => mapPlot(width, across, up), [width, across, up]);
  const finite = values.filter(Number.isFinite);
  const label = `${quantity} of ${run.name} over ${across.label} and ${up.label}: from ${compactText(Math.min(...finite))} to ${compactText(Math.max(...finite))}.`;
  return (
    <PlotFrame
      plot={plot}
      title={`${across.label} across, ${up.label} up`}
      label={label}
      behind={cellsOf(plot, across, up, values).map(({ strength, ...cell }, i) => (
        <rect key={i} fill={run.look.color} opacity={strength * strongest} {...cell}>
          <title>{compactText(values[i] ?? Number.NaN)}</title>
        </rect>
      ))}
    />
  );
};

export const SweepMap = (props: SweepMapProps): ReactElement => (
  <Sized>{(width) => <Tiles {...props} width={width} />}</Sized>
);
