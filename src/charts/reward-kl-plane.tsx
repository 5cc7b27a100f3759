/** Reward against KL with the exact frontier: what every run has paid for what it got. */

import { memo, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { Series } from '../state/series';
import { describePlane, type PlaneWords } from './describe';
import { fitPath, fitsOf } from './fits';
import { HeadLabels } from './head-labels';
import { KeptFrontier } from './kept-frontier';
import type { ChartRun } from './looks';
import { put } from './pixels';
import { boxOf, type Shift } from './place-labels';
import { type Belief, type BelievedTrail, believedTrails, ringBox, ringPath } from './plane-beliefs';
import { drawComets, fading } from './plane-drawing';
import {
  beyondPath,
  frontierIn,
  type PlanePoint,
  planePlotOf,
  rangeOf,
  rewardAt,
  rooted,
  trailPath,
  trailsOf,
} from './plane-geometry';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { pageMeasure, shortNames } from './text';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface RewardKlPlaneProps {
  readonly series: Series;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  /** What each run is judged by where that is not the true reward; null where it is. */
  readonly beliefs: readonly (Belief | null)[];
  /** The most reward for each KL, ascending in KL. */
  readonly frontier: readonly PlanePoint[];
  /** Where π* stands. */
  readonly optimum: PlanePoint;
  /** The same for those who keep a promise; null where there is none. */
  readonly promised: { readonly frontier: readonly PlanePoint[]; readonly optimum: PlanePoint } | null;
  /** Expected reward of the reference, to show gains against √KL with the curve of over-optimisation; null for KL. */
  readonly origin: number | null;
}

const nameSize = 13;
const noteSize = 11;
const frontierName = 'exact frontier';
const beyondName = 'out of reach';
const klWords: PlaneWords = { reward: 'reward', kl: 'KL' };
const rootWords: PlaneWords = { reward: 'gain in true reward', kl: '√KL' };

const Plane = ({
  series,
  runs,
  beliefs,
  frontier: trueFrontier,
  optimum: trueOptimum,
  promised,
  origin,
  width,
}: RewardKlPlaneProps & { readonly width: number }): ReactElement => {
  const seen = (point: PlanePoint): PlanePoint => (origin === null ? point : rooted(point, origin));
  const frontier = useMemo(() => trueFrontier.map(seen), [trueFrontier, origin]);
  const optimum = useMemo(() => seen(trueOptimum), [trueOptimum, origin]);
  const trailsNow = () => trailsOf(series, runs.length).map((trail) => trail.map(seen));
  // The view over √KL is about the true reward alone.
  const believedNow = (): readonly BelievedTrail[] => (origin === null ? believedTrails(series, beliefs) : []);
  const svg = useRef<SVGSVGElement>(null);
  const measure = useMemo(pageMeasure, []);
  const heads = useMemo(() => {
    const names = shortNames(
      runs.map(({ name }) => name),
      width,
      (text) => measure(text, nameSize),
    );
    const shown = names.map((name, run) => ({ name, color: runs[run]?.look.color }));
    return [...shown, { name: 'π*', color: 'var(--ink, #1c1c1a)' }];
  }, [runs, width, measure]);
  const shifts = useRef<Shift[]>([]);
  const [range, setRange] = useState(() => rangeOf(frontier, optimum, [...trailsNow(), ...believedNow()]));
  const plot = useMemo(() => planePlotOf(width, range), [width, range]);
  const edge = { x: plot.right - 4, y: plot.y(rewardAt(frontier, range.kl)) - 6 };
  const beyond = { x: plot.left + 10, y: plot.top + 18 };

  const speak = useSpoken(svg, () => {
    const saidOf = (name: string, point: PlanePoint) => ({ name, values: [point.kl, point.reward] });
    const believed = believedNow();
    const said = runs.map(({ name }, run) => {
      const { kl, reward } = seen({ kl: series.last('kl', run), reward: series.last('reward', run) });
      const ring = believed[run]?.at(-1);
      return { name, values: ring === undefined ? [kl, reward] : [kl, reward, ring.reward], judge: beliefs[run]?.who };
    });
    const words = origin === null ? klWords : rootWords;
    return describePlane(series.steps.at(-1), said, saidOf('the exact optimum π*', optimum), words);
  });
  const draw = (): boolean => {
    if (svg.current === null) return false;
    const trails = trailsNow();
    const believed = believedNow();
    const rings = believed.map((trail) => trail.at(-1));
    const needed = rangeOf(frontier, optimum, [...trails, ...believed]);
    if (needed.kl !== range.kl || needed.reward.some((end, i) => end !== range.reward[i])) setRange(needed);
    const fixed = (text: string, x: number, y: number) =>
      boxOf({ x, y: y + 3, width: measure(text, noteSize) }, { dx: 0, dy: 0 });
    const scene = {
      plot,
      trails,
      optimum,
      labelWidths: heads.map(({ name }) => measure(name, nameSize) + 4),
      taken: [
        fixed(frontierName, edge.x - measure(frontierName, noteSize) / 2, edge.y),
        fixed(beyondName, beyond.x + measure(beyondName, noteSize) / 2, beyond.y),
        ...rings.flatMap((ring) => (ring === undefined ? [] : [ringBox(ring, plot)])),
      ],
    };
    shifts.current = drawComets(svg.current, scene, shifts.current);
    for (const group of svg.current.querySelectorAll('[data-belief]')) {
      const run = Number(group.getAttribute('data-belief'));
      put(group.firstElementChild, 'd', trailPath(believed[run] ?? [], plot));
      put(group.lastElementChild, 'd', ringPath(trails[run]?.at(-1)?.reward, rings[run], plot));
    }
    const fits = origin === null ? [] : fitsOf(series, runs.length, origin);
    for (const path of svg.current.querySelectorAll('[data-fit]')) {
      const run = Number(path.getAttribute('data-fit'));
      put(path, 'd', fitPath(fits[run] ?? null, plot));
    }
    speak();
    return false;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  useEffect(invalidate, [invalidate, plot, runs, beliefs, frontier, optimum]);

  const border = frontierIn(frontier, range);
  const kept = promised && { frontier: promised.frontier.map(seen), optimum: seen(promised.optimum) };
  return (
    <PlotFrame
      ref={svg}
      label="Reward against KL"
      plot={plot}
      title={origin === null ? 'KL(π‖π_ref), nats' : '√KL(π‖π_ref)'}
      behind={<path className="chart-beyond" d={beyondPath(border, plot)} />}
      clipped={runs.map(({ look }, run) => <path key={run} className="chart-fit" data-fit={run} stroke={look.color} />)}
    >
      <text x={beyond.x} y={beyond.y}>
        {beyondName}
      </text>
      <path className="chart-optimum" d={trailPath(border, plot)} />
      <text className="chart-note chart-strong" x={edge.x} y={edge.y} textAnchor="end">
        {frontierName}
      </text>
      {origin === null
        ? runs.map(({ look }, run) => (
            <g key={run} data-belief={run} stroke={look.color}>
              <path className="chart-believed" />
              <path className="chart-ring" />
            </g>
          ))
        : null}
      {runs.map(({ look }, run) => (
        <g key={run} data-run={run} visibility="hidden">
          {fading.map((opacity) => (
            <path
              key={opacity}
              className="chart-run"
              stroke={look.color}
              strokeDasharray={look.dash}
              opacity={opacity}
            />
          ))}
          <circle className="chart-start" r={3.5} />
          <circle r={5} fill={look.color} />
        </g>
      ))}
      <circle className="chart-start" r={4} cx={plot.x(optimum.kl)} cy={plot.y(optimum.reward)} />
      {kept === null ? null : <KeptFrontier {...kept} plot={plot} range={range} />}
      <HeadLabels heads={heads} />
    </PlotFrame>
  );
};

const PlaneView = (props: RewardKlPlaneProps): ReactElement => (
  <Sized>{(width) => <Plane {...props} width={width} />}</Sized>
);

export const RewardKlPlane = memo(PlaneView);
