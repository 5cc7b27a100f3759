/** The features of the three answers in their plane, to be dragged, with the mean feature of every policy among them. */
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { Series } from '../state/series';
import type { GivenPair } from '../worlds/world';
import type { Point } from './box';
import { DragHandle } from './drag-handle';
import { formatTick } from './format';
import type { ChartRun } from './looks';
import { type Arrow, arrowsPath } from './triangle-arrows';
import { drawPaths, pathsIn } from './triangle-drawing';
import {
  type Feature,
  type FeaturePlot,
  fallingSide,
  featurePlotOf,
  featureRangeOf,
  meanPlotOf,
  roomIn,
} from './triangle-features-geometry';
import { pathOf, triple } from './triangle-geometry';
import { TrianglePaths } from './triangle-paths';
import { answerCount, type TriangleWorld } from './triangle-world';
import { useRedraw } from './use-redraw';

type Triple = readonly [Feature, Feature, Feature];

export interface FeaturesProps {
  readonly world: TriangleWorld;
  readonly prompt: number;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** The pairs that training holds; null where they are drawn. */
  readonly pairs: readonly GivenPair[] | null;
  /** Whether each answer has a feature of its own instead of these. */
  readonly isTable: boolean;
  /** How far a feature may go. */
  readonly range: readonly [low: number, high: number];
  /** New features while one is moved, and once more, `final`, when it is let go. */
  readonly onChange: (features: readonly Feature[], final: boolean) => void;
}

const step = { small: 0.05, large: 0.25 } as const;
/** A hundredth is finer than a pixel and keeps links short. */
const digits = 100;

const featuresIn = ({ geometry: { features } }: TriangleWorld, prompt: number): Triple => {
  const at = (answer: number): Feature => {
    const start = 2 * (prompt * answerCount + answer);
    return { x: features[start] ?? 0, y: features[start + 1] ?? 0 };
  };
  return [at(0), at(1), at(2)];
};

/** Pixels from the middle of a handle to an arrow's end. */
const clearance = 9;

/** The arrow from one handle to another, as far as they do not hide it. */
const betweenHandles = (from: Point, to: Point): Arrow => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const reach = Math.min(clearance, length / 3);
  return {
    from: { x: from.x + ux * reach, y: from.y + uy * reach },
    to: { x: to.x - ux * reach, y: to.y - uy * reach },
  };
};

/** From the rejected to the chosen answer of each pair of this prompt, with the side on which it makes the chosen fall. */
const Pairs = ({
  world,
  prompt,
  pairs,
  isTable,
  plot,
  features,
}: FeaturesProps & { readonly plot: FeaturePlot; readonly features: Triple }) => {
  const start = prompt * answerCount;
  const own = (pairs ?? []).filter(({ chosen }) => Math.floor(chosen / answerCount) === prompt);
  const place = ({ x, y }: Feature): Point => ({ x: plot.x(x), y: plot.y(y) });
  return own.map(({ chosen, rejected }, i) => {
    const [w, l] = [features[chosen - start], features[rejected - start]];
    if (w === undefined || l === undefined || (w.x === l.x && w.y === l.y)) return null;
    const side = isTable ? [] : fallingSide(plot, w, l);
    const note = roomIn(side, features.map(place));
    return (
      <g key={i}>
        {side.length > 0 && <path className="triangle-falls" d={`${pathOf(side)}Z`} />}
        {own.length === 1 && side.length > 0 && (
          <text x={note.x} y={note.y} textAnchor="middle">
            <tspan>E φ here:</tspan>
            <tspan x={note.x} dy={14}>
              {world.responses[chosen - start]} falls
            </tspan>
          </text>
        )}
        <path className="triangle-pair" d={arrowsPath([betweenHandles(place(l), place(w))])} />
      </g>
    );
  });
};

const Grid = ({ plot }: { readonly plot: FeaturePlot }) => (
  <>
    {plot.columns.map((at) => (
      <g key={`x${at}`}>
        <path className="chart-grid" d={`M${plot.x(at).toFixed(1)} ${plot.top}V${plot.bottom}`} />
        <text x={plot.x(at)} y={plot.bottom + 14} textAnchor="middle">
          {formatTick(at)}
        </text>
      </g>
    ))}
    {plot.rows.map((at) => (
      <g key={`y${at}`}>
        <path className="chart-grid" d={`M${plot.left} ${plot.y(at).toFixed(1)}H${plot.right}`} />
        <text x={plot.left - 6} y={plot.y(at)} dy="0.35em" textAnchor="end">
          {formatTick(at)}
        </text>
      </g>
    ))}
  </>
);

export const Features = (props: FeaturesProps & { readonly width: number }): ReactElement => {
  const { world, prompt, runs, series, range, onChange, width } = props;
  const svg = useRef<SVGSVGElement>(null);
  const features = featuresIn(world, prompt);
  const [held, setHeld] = useState<ReturnType<typeof featureRangeOf> | null>(null);
  const shown = held ?? featureRangeOf(features);
  const plot = useMemo(() => featurePlotOf(width, shown), [width, shown.x[0], shown.x[1], shown.y[0], shown.y[1]]);
  const means = meanPlotOf(plot, features);
  const reference = means.at(triple(world.logRef.map(Math.exp), prompt * answerCount));

  const draw = (): boolean => {
    if (svg.current === null) return false;
    drawPaths(svg.current, pathsIn(series.logPiHistory, runs.length, world.prompts.length, prompt, means));
    return false;
  };
  const invalidate = useRedraw(series, draw, 'every-frame');
  useEffect(invalidate);

  const moved = (answer: number, { x, y }: Feature) => {
    const clamped = (value: number) => Math.round(Math.min(Math.max(value, range[0]), range[1]) * digits) / digits;
    onChange(features.with(answer, { x: clamped(x), y: clamped(y) }), false);
  };
  const [first, ...others] = means.corners;
  const middle = means.at([1 / 3, 1 / 3, 1 / 3]).y;
  return (
    <>
      <svg
        ref={svg}
        role="img"
        aria-label="Features of the answers, and the mean feature of each policy"
        width={plot.width}
        height={plot.height}
      >
        <Grid plot={plot} />
        <Pairs {...props} plot={plot} features={features} />
        <path className="triangle-ball" d={`${pathOf([first, ...others])}Z`} />
        <text x={plot.right} y={plot.bottom + 29} textAnchor="end">
          features φ, with E φ of each policy
        </text>
        <circle className="triangle-reference" r={4.5} cx={reference.x} cy={reference.y} />
        <TrianglePaths runs={runs} radius={4} />
        <text className="chart-note" x={reference.x + 5} y={reference.y - 7}>
          π_ref
        </text>
      </svg>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: its handles have names of their own */}
      <svg className="chart-overlay" width={plot.width} height={plot.height}>
        {features.map((feature, answer) => {
          const [x, y] = [plot.x(feature.x), plot.y(feature.y)];
          const isAbove = y < middle;
          return (
            <g key={answer}>
              <text className="chart-label triangle-answer" x={x} y={y + (isAbove ? -13 : 22)} textAnchor="middle">
                {world.responses[answer]}
              </text>
              <DragHandle
                label={`Features of ${world.responses[answer]}: arrow keys move them`}
                value={feature.x}
                range={range}
                valueText={`at ${formatTick(feature.x)}, ${formatTick(feature.y)}`}
                x={x}
                y={y}
                onMove={(across, down) => moved(answer, plot.featureAt(across, down))}
                onNudge={(right, up, isLarge) => {
                  const size = isLarge ? step.large : step.small;
                  moved(answer, { x: feature.x + right * size, y: feature.y + up * size });
                }}
                onSettle={() => onChange(features, true)}
                onHold={(isHeld) => setHeld(isHeld ? shown : null)}
              />
            </g>
          );
        })}
      </svg>
    </>
  );
};
