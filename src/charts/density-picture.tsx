/** Where each policy puts its probability: reward as a landscape behind, π_ref, π* and every run moving in front. */
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { Experiment } from '../settings/experiment';
import { roundedText } from '../settings/number-text';
import type { Series } from '../state/series';
import { densitiesOf, drawDensities, stillMotion } from './density-drawing';
import {
  densityFrom,
  densityOf,
  densityPlotOf,
  type Landscape,
  landscapeOf,
  type PlacedWorld,
  peakOf,
  profileArea,
  rewardHeight,
  rewardRangeOf,
  summitsOf,
} from './density-geometry';
import { describeDensities } from './describe';
import type { ChartRun } from './looks';
import { PeakHandles } from './peak-handles';
import { type Peak, peakRangesOf, peaksOf } from './peaks';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { pageMeasure, shortNames } from './text';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface DensityPictureProps {
  readonly world: PlacedWorld;
  readonly experiment: Experiment;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** log π* [prompts · responses]. */
  readonly optimum: Float64Array;
  /** One entry a run: the best policy that stays on its data [prompts · responses], where that is what the run is after. */
  readonly bestOnData: readonly (Float64Array | null)[];
  /** New peaks while they are moved, and once more, `final`, when they are let go. */
  readonly onPeaksChange?: (peaks: readonly Peak[], final: boolean) => void;
}

interface LandscapeProps extends DensityPictureProps {
  readonly landscape: Landscape;
}

const nameSize = 13;
const noteSize = 11;

const Picture = (props: LandscapeProps & { readonly width: number }): ReactElement => {
  const { landscape, experiment, runs, series, world, optimum, bestOnData, width, onPeaksChange } = props;
  const svg = useRef<SVGSVGElement>(null);
  const { positions, reward } = landscape;
  const plot = useMemo(() => densityPlotOf(width, positions), [width, positions]);
  const [heldRange, setHeldRange] = useState<ReturnType<typeof rewardRangeOf> | null>(null);
  const range = heldRange ?? rewardRangeOf(reward);
  const ground = rewardHeight(plot, range);
  const peaks = onPeaksChange === undefined ? [] : peaksOf(experiment);
  const summits = peaks.length > 0 ? peaks.map(({ at, height }) => ({ at, reward: height })) : summitsOf(landscape);
  const star = useMemo(() => densityOf(optimum, positions.length), [optimum, positions]);
  const supported = useMemo(
    () => bestOnData.map((best) => best && densityFrom(best, positions.length)),
    [bestOnData, positions],
  );
  // Many fills over each other would hide the landscape.
  const paleness = 0.3 / Math.max(3, runs.length);
  const starName = width < 480 ? 'π*' : 'π* exact optimum';

  const measure = useMemo(pageMeasure, []);
  const names = useMemo(
    () =>
      shortNames(
        runs.map(({ name }) => name),
        width,
        (text) => measure(text, nameSize),
      ),
    [runs, width, measure],
  );
  const stillness = useMemo(() => matchMedia('(prefers-reduced-motion: reduce)'), []);
  const motion = useRef(stillMotion());
  const densities = () => densitiesOf(series.latest?.logPi, runs.length, world.logRef.length, positions.length);
  const speak = useSpoken(svg, () => {
    const said = (name: string, density: Float64Array) => {
      const { at, share } = peakOf(density, positions);
      return { name, values: [at, share] };
    };
    const policies = densities().map((density, run) => said(runs[run]?.name ?? '', density));
    const best = supported.flatMap((density, run) =>
      density === null ? [] : [said(`the best on the data of ${runs[run]?.name}`, density)],
    );
    return describeDensities(series.steps.at(-1), [...policies, ...best, said('the exact optimum π*', star)]);
  });
  const draw = (now: number): boolean => {
    if (svg.current === null) return false;
    const labelWidths = [
      measure(starName, noteSize) + 6,
      measure('π_ref', noteSize) + 6,
      ...names.map((name) => measure(name, nameSize) + 8),
    ];
    const taken = peaks.map(({ at, height }) => ({
      left: plot.x(at) - 9,
      top: ground.y(height) - 9,
      width: 18,
      height: 18,
    }));
    const scene = {
      landscape,
      plot,
      optimum: star,
      bestOnData: supported,
      densities: densities(),
      labelWidths,
      taken,
      isStill: stillness.matches,
    };
    const isMoving = drawDensities(svg.current, scene, motion.current, now);
    speak();
    return isMoving;
  };
  const invalidate = useRedraw(series, draw, 'every-frame');
  useEffect(invalidate);

  return (
    <>
      <PlotFrame
        ref={svg}
        label="Probability of each response"
        plot={plot}
        title="response y"
        clipped={
          <>
            <path className="chart-landscape" d={profileArea(landscape, plot, { values: reward, y: ground.y })} />
            <path className="chart-reference" data-part="reference" />
            {runs.map(({ look }, run) => (
              <g key={run} data-run={run}>
                <path className="chart-fill" fill={look.color} opacity={paleness} />
                <path className="chart-density" stroke={look.color} strokeDasharray={look.dash} />
              </g>
            ))}
            {supported.map((best, run) =>
              best === null ? null : (
                <path
                  key={run}
                  className="chart-best-on-data"
                  data-part={`best-on-data-${run}`}
                  stroke={runs[run]?.look.color}
                />
              ),
            )}
            <path className="chart-optimum" data-part="optimum" />
          </>
        }
      >
        <line className="chart-axis" x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} />
        {summits.map(({ at, reward: value }, i) => {
          const text = `reward ${roundedText(value)}`;
          const half = measure(text, noteSize) / 2;
          const x = Math.min(Math.max(plot.x(at), half + 2), plot.width - half - 2);
          const y = Math.min(ground.y(value) + 24, plot.bottom - 8);
          return (
            <text key={i} className="chart-note" x={x} y={y} textAnchor="middle">
              {text}
            </text>
          );
        })}
        <g data-part="label-0">
          <text className="chart-note chart-strong" y={-4} textAnchor="middle">
            {starName}
          </text>
        </g>
        <g data-part="label-1">
          <text className="chart-note" y={-4} textAnchor="middle">
            π_ref
          </text>
        </g>
        {runs.map(({ look }, run) => (
          <g key={run} data-part={`label-${run + 2}`} data-label-of-run color={look.color}>
            <text className="chart-label" y={-4} textAnchor="middle">
              {names[run]}
            </text>
          </g>
        ))}
      </PlotFrame>
      {onPeaksChange !== undefined && peaks.length > 0 && (
        <PeakHandles
          peaks={peaks}
          ranges={peakRangesOf(experiment, positions)}
          width={plot.width}
          height={plot.height}
          x={plot.x}
          y={ground.y}
          positionAt={plot.x.invert}
          rewardPerPixel={ground.perPixel}
          onChange={onPeaksChange}
          onDrag={(active) => setHeldRange(active ? range : null)}
        />
      )}
    </>
  );
};

export const DensityPicture = (props: DensityPictureProps): ReactElement => {
  const landscape = useMemo(() => landscapeOf(props.world), [props.world]);
  return <Sized>{(width) => <Picture {...props} landscape={landscape} width={width} />}</Sized>;
};
