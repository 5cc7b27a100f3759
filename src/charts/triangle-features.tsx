/** The features of the three answers in their plane, to be dragged, with the mean feature of every policy among them. */
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { tickText } from '../settings/number-text';
import type { Series } from '../state/series';
import type { GivenPair } from '../worlds/world';
import type { Point } from './box';
import { DragHandle } from './drag-handle';
import type { ChartRun } from './looks';
import { polygonPath } from './path';
import type { Plot } from './plot';
import { PlotFrame } from './plot-frame';
import { arrowBetween, arrowsPath } from './triangle-arrows';
import { drawPaths, pathsIn } from './triangle-drawing';
import {
  type Feature,
  fallingSide,
  featureAt,
  featurePlotOf,
  featureRangeOf,
  meanPlotOf,
  placeOf,
  roomIn,
} from './triangle-features-geometry';
import { triple } from './triangle-geometry';
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

/** From the rejected to the chosen answer of each pair of this prompt, with the side on which it makes the chosen fall. */
const Pairs = ({
  world,
  prompt,
  pairs,
  isTable,
  plot,
  features,
}: FeaturesProps & { readonly plot: Plot; readonly features: Triple }) => {
  const start = prompt * answerCount;
  const own = (pairs ?? []).filter(({ chosen }) => Math.floor(chosen / answerCount) === prompt);
  const place = (feature: Feature): Point => placeOf(plot, feature);
  return own.map(({ chosen, rejected }, i) => {
    const [w, l] = [features[chosen - start], features[rejected - start]];
    const arrow = w === undefined || l === undefined ? null : arrowBetween(place(l), place(w));
    if (w === undefined || l === undefined || arrow === null) return null;
    const side = isTable ? [] : fallingSide(plot, w, l);
    const note = roomIn(side, features.map(place));
    return (
      <g key={i}>
        {side.length > 0 && <path className="triangle-falls" d={polygonPath(side)} />}
        {own.length === 1 && side.length > 0 && (
          <text x={note.x} y={note.y} textAnchor="middle">
            <tspan>E φ here:</tspan>
            <tspan x={note.x} dy={14}>
              {world.responses[chosen - start]} falls
            </tspan>
          </text>
        )}
        <path className="triangle-pair" d={arrowsPath([arrow])} />
      </g>
    );
  });
};

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
  const middle = means.at([1 / 3, 1 / 3, 1 / 3]).y;
  return (
    <>
      <PlotFrame
        ref={svg}
        label="Features of the answers, and the mean feature of each policy"
        plot={plot}
        title="features φ, with E φ of each policy"
        hasColumnLines
      >
        <Pairs {...props} plot={plot} features={features} />
        <path className="triangle-ball" d={polygonPath(means.corners)} />
        <circle className="triangle-reference" r={4.5} cx={reference.x} cy={reference.y} />
        <TrianglePaths runs={runs} radius={4} />
        <text className="chart-note" x={reference.x + 5} y={reference.y - 7}>
          π_ref
        </text>
      </PlotFrame>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: its handles have names of their own */}
      <svg className="chart-overlay" width={plot.width} height={plot.height}>
        {features.map((feature, answer) => {
          const { x, y } = placeOf(plot, feature);
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
                valueText={`at ${tickText(feature.x)}, ${tickText(feature.y)}`}
                x={x}
                y={y}
                onMove={(across, down) => moved(answer, featureAt(plot, across, down))}
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
