/** How probable each length of a sentence is under every run, the reference and π*. */
import { scaleLinear } from 'd3-scale';
import { memo, type ReactElement, useEffect, useMemo, useRef } from 'react';
import { compactText } from '../experiment/number-text';
import type { Series } from '../state/series';
import type { World } from '../worlds/world';
import type { ChartRun } from './looks';
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
  const [left, right, top, bottom] = [34, width - 12, 8, 132];
  const x = scaleLinear([1, longest], [left, right]);
  const y = scaleLinear([0, 1], [bottom, top]);

  const speak = useSpoken(svg, () => {
    const mean = (masses: readonly number[]): number => masses.reduce((sum, mass, i) => sum + mass * (i + 1), 0);
    const { policies } = lengthMasses(props);
    const said = policies.map((masses, run) => `${runs[run]?.name} ${compactText(mean(masses))} words`);
    return `Probability of each length in words. On average: ${said.length === 0 ? 'nothing yet' : said.join('; ')}.`;
  });
  const draw = (): boolean => {
    const masses = lengthMasses(props);
    const line = (part: string, values: readonly number[]): void => {
      const path = values
        .map((mass, i) => `${i === 0 ? 'M' : 'L'}${x(i + 1).toFixed(1)} ${y(mass).toFixed(1)}`)
        .join('');
      svg.current?.querySelector(`[data-line="${part}"]`)?.setAttribute('d', path);
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
    <svg ref={svg} role="img" aria-label="Probability of each length in words" width={width} height={bottom + 22}>
      {[0, 0.5, 1].map((mass) => (
        <g key={mass}>
          <path className="chart-grid" d={`M${left} ${y(mass)}H${right}`} />
          <text x={left - 7} y={y(mass)} dy="0.35em" textAnchor="end">
            {mass}
          </text>
        </g>
      ))}
      {Array.from({ length: longest }, (_, i) => (
        <text key={i} x={x(i + 1)} y={bottom + 16} textAnchor="middle">
          {i + 1}
        </text>
      ))}
      <path data-line="reference" className="chart-reference" />
      {runs.map(({ look }, run) => (
        <path key={run} data-line={run} className="chart-run" stroke={look.color} strokeDasharray={look.dash} />
      ))}
      <path data-line="optimum" className="chart-optimum" />
    </svg>
  );
};

const LengthsPictureView = (props: LengthsPictureProps): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const LengthsPicture = memo(LengthsPictureView);
