/** How probable each length of a sentence is under every run, the reference and π*. */
import { memo, type ReactElement, useEffect, useMemo, useRef } from 'react';
import { compactText } from '../settings/number-text';
import type { Series } from '../state/series';
import type { World } from '../worlds/world';
import type { ChartRun } from './looks';
import { linePath } from './path';
import { put } from './pixels';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { massByLength } from './sentence-tables';
import { Sized } from './sized';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface LengthsPictureProps {
  readonly world: Pick<World, 'prompts' | 'logRef'>;
  /** Tokens of each response, [prompts · responses]. */
  readonly lengths: Float64Array;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** log π* [prompts · responses]; null while that is not known. */
  readonly optimum: Float64Array | null;
}

/** Probability of each length, from one token up. */
export interface LengthMasses {
  readonly reference: readonly number[];
  readonly optimum: readonly number[];
  /** One list a run; none before the first frame. */
  readonly policies: readonly (readonly number[])[];
}

export const lengthMasses = ({ world, lengths, runs, series, optimum }: LengthsPictureProps): LengthMasses => {
  const massesOf = (logP: Float64Array): readonly number[] => massByLength(logP, lengths, world.prompts.length);
  const { latest } = series;
  const size = world.logRef.length;
  const fits = latest !== null && latest.logPi.length === runs.length * size;
  return {
    reference: massesOf(world.logRef),
    optimum: optimum === null ? [] : massesOf(optimum),
    policies: fits ? runs.map((_, run) => massesOf(latest.logPi.subarray(run * size, (run + 1) * size))) : [],
  };
};

const Picture = (props: LengthsPictureProps & { readonly width: number }): ReactElement => {
  const { world, lengths, runs, series, optimum, width } = props;
  const svg = useRef<SVGSVGElement>(null);
  const longest = useMemo(() => lengths.reduce((most, length) => Math.max(most, length), 2), [lengths]);
  const plot = plotOf({
    width,
    height: 154,
    margin: { left: 34, right: 12, top: 8, bottom: 22 },
    x: { domain: [1, longest], ticks: longest - 1 },
    y: { domain: [0, 1], ticks: 2 },
  });

  const speak = useSpoken(svg, () => {
    const mean = (masses: readonly number[]): number => masses.reduce((sum, mass, i) => sum + mass * (i + 1), 0);
    const { policies } = lengthMasses(props);
    const said = policies.map((masses, run) => `${runs[run]?.name} ${compactText(mean(masses))} words`);
    return `Probability of each length in words. On average: ${said.length === 0 ? 'nothing yet' : said.join('; ')}.`;
  });
  const draw = (): boolean => {
    const masses = lengthMasses(props);
    const line = (part: string, values: readonly number[]): void => {
      const path = linePath(values, (_, i) => plot.x(i + 1), plot.y);
      put(svg.current?.querySelector(`[data-line="${part}"]`), 'd', path);
    };
    line('reference', masses.reference);
    line('optimum', masses.optimum);
    runs.forEach((_, run) => {
      line(String(run), masses.policies[run] ?? []);
    });
    speak();
    return false;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  useEffect(invalidate, [invalidate, world, runs, optimum, width]);

  return (
    <PlotFrame ref={svg} label="Probability of each length in words" plot={plot}>
      <path data-line="reference" className="chart-reference" />
      {runs.map(({ look }, run) => (
        <path key={run} data-line={run} className="chart-run" stroke={look.color} strokeDasharray={look.dash} />
      ))}
      <path data-line="optimum" className="chart-optimum" />
    </PlotFrame>
  );
};

const LengthsPictureView = (props: LengthsPictureProps): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const LengthsPicture = memo(LengthsPictureView);
