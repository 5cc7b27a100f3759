/** A quantity over a plane of weight space as a tint, with the paths of the runs and the three points it goes through. */
import { memo, type ReactElement, useMemo } from 'react';
import { compactText } from '../settings/number-text';
import type { WeightPicture } from '../worker/protocol';
import { type ChartRun, lookOf } from './looks';
import { boxOf, placeLabels } from './place-labels';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { pageMeasure, shortNames } from './text';
import { bandsOf, extremesOf, layerOf, pathIn, pathLine, weightPlotOf } from './weight-plane-geometry';

export interface WeightPlaneProps {
  readonly picture: WeightPicture;
  /** One of the picture’s names, and how it is said. */
  readonly quantity: string;
  readonly quantityText: string;
  /** All runs of the experiment, in their order. */
  readonly runs: readonly ChartRun[];
}

const nameSize = 13;
const strongest = 0.34;
const startName = 'start';

/** Corners that are neither the start nor runs, which have names of their own. */
const otherCorners = ({ through, corners }: WeightPicture) =>
  through.flatMap((point, i) => {
    if (typeof point === 'number' || point === 'start') return [];
    return [
      { name: point === 'second' ? 'second reference' : 'soup', x: corners[2 * i] ?? 0, y: corners[2 * i + 1] ?? 0 },
    ];
  });

const Plane = ({ picture, quantity, quantityText, runs, width }: WeightPlaneProps & { readonly width: number }) => {
  const measure = useMemo(pageMeasure, []);
  const plot = useMemo(() => weightPlotOf(picture, width), [picture, width]);
  const layer = useMemo(() => layerOf(picture, quantity), [picture, quantity]);
  const bands = useMemo(() => bandsOf(picture, layer, plot), [picture, layer, plot]);
  const [lowest, highest] = useMemo(() => extremesOf(picture, layer), [picture, layer]);
  const trails = runs.map((_, run) => pathIn(picture.paths, runs.length, run));
  const heads = trails.flatMap((stops, run) => {
    const head = stops.at(-1);
    return head === undefined
      ? []
      : [{ name: runs[run]?.name ?? '', color: (runs[run]?.look ?? lookOf(run)).color, ...head }];
  });
  const origin = trails[0]?.[0];
  const still = [...(origin === undefined ? [] : [{ name: startName, ...origin }]), ...otherCorners(picture)];
  const named = [...heads, ...still.map((corner) => ({ color: 'var(--muted, #66645e)', ...corner }))];
  const short = shortNames(
    named.map(({ name }) => name),
    width,
    (text) => measure(text, nameSize),
  );
  const wanted = named.map(({ x, y }, i) => ({
    x: plot.x(x),
    y: plot.y(y) - 6,
    width: measure(short[i] ?? '', nameSize) + 4,
  }));
  const best = { x: plot.x(highest.x), y: plot.y(highest.y) };
  const shifts = placeLabels(
    wanted,
    [boxOf({ ...best, width: 12 }, { dx: 0, dy: 6 })],
    { left: plot.left, top: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top },
    [],
  );
  const said = heads
    .map(({ name, away }) => (away === 0 ? `${name} on the plane` : `${name} ${compactText(away)} away from it`))
    .join('; ');
  const label =
    `${quantityText} over a plane of weight space: from ${compactText(lowest.value)} to ${compactText(highest.value)}, ` +
    `highest at (${compactText(highest.x)}, ${compactText(highest.y)}). ${said}.`;
  return (
    <PlotFrame
      label={label}
      plot={plot}
      title="distance in weight space"
      behind={bands.map(({ strength, path }) => (
        <path key={strength} className="weight-band" opacity={strength * strongest} d={path} />
      ))}
    >
      {trails.map((stops, run) => {
        const { color, dash } = runs[run]?.look ?? lookOf(run);
        const head = stops.at(-1);
        return (
          <g key={run}>
            <path className="chart-run" stroke={color} strokeDasharray={dash} d={pathLine(stops, plot)} />
            {head === undefined ? null : <circle r={5} fill={color} cx={plot.x(head.x)} cy={plot.y(head.y)} />}
          </g>
        );
      })}
      {still.map(({ name, x, y }) => (
        <circle key={name} className="chart-start" r={4} cx={plot.x(x)} cy={plot.y(y)} />
      ))}
      <path className="weight-best" d={`M${best.x - 5},${best.y}h10m-5,-5v10`} />
      {named.map(({ color }, i) => {
        const [at, shift] = [wanted[i], shifts[i]];
        return at === undefined || shift === undefined ? null : (
          <g key={i} color={color} transform={`translate(${at.x + shift.dx} ${at.y + shift.dy})`}>
            <text className="chart-label" y={-4} textAnchor="middle">
              {short[i]}
            </text>
          </g>
        );
      })}
    </PlotFrame>
  );
};

const WeightPlaneView = (props: WeightPlaneProps): ReactElement => (
  <Sized>{(width) => <Plane {...props} width={width} />}</Sized>
);

export const WeightPlanePicture = memo(WeightPlaneView);
