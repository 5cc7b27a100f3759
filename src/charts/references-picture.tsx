/** Where references and runs stand from the best response of each prompt: on which side each reference errs. */
import { memo, type ReactElement, useEffect, useMemo, useRef } from 'react';
import { compactText } from '../settings/number-text';
import type { Series } from '../state/series';
import { type AlignedWorld, alignmentOf } from './aligned-geometry';
import type { ChartRun } from './looks';
import { areaPath, linePath } from './path';
import { moveTo, put } from './pixels';
import { labelWithin, placeLabels } from './place-labels';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';
import { pageMeasure } from './text';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface NamedPolicy {
  readonly name: string;
  /** log π [N]. */
  readonly logP: Float64Array;
}

export interface ReferencesProps {
  readonly world: AlignedWorld & { readonly logRef: Float64Array };
  readonly references: readonly NamedPolicy[];
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
}

const nameSize = 13;
const dashes = ['', '7 4', '2 3'] as const;

const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
const mean = (density: readonly number[], offsets: readonly number[]): number => {
  const mass = density.reduce((sum, p) => sum + p, 0);
  return density.reduce((sum, p, i) => sum + p * (offsets[i] ?? 0), 0) / mass;
};

const Picture = ({ world, references, runs, series, width }: ReferencesProps & { readonly width: number }) => {
  const svg = useRef<SVGSVGElement>(null);
  const measure = useMemo(pageMeasure, []);
  const alignment = useMemo(() => alignmentOf(world), [world]);
  const { offsets, reward } = alignment;
  const plot = useMemo(
    () =>
      plotOf({
        width,
        height: 200,
        margin: { left: 4, right: 4, top: 26, bottom: 40 },
        x: { domain: [offsets[0] ?? -1, offsets.at(-1) ?? 1], ticks: 8 },
        y: { domain: [0, 1], ticks: [] },
      }),
    [offsets, width],
  );
  const densities = useMemo(() => references.map(({ logP }) => alignment.densityOf(logP)), [references, alignment]);
  const runsNow = (): readonly (readonly number[])[] => {
    const { latest } = series;
    const size = world.logRef.length;
    if (latest === null || latest.logPi.length !== runs.length * size) return [];
    return runs.map((_, run) => alignment.densityOf(latest.logPi.subarray(run * size, (run + 1) * size)));
  };
  const across = (_: number, i: number): number => plot.x(offsets[i] ?? 0);
  const lineOf = (density: readonly number[], top: number): string =>
    linePath(density, across, (probability) => plot.y(probability / top));

  const speak = useSpoken(svg, () => {
    const said = [
      ...references.map(({ name }, i) => [name, densities[i] ?? []] as const),
      ...runsNow().map((density, run) => [runs[run]?.name ?? '', density] as const),
    ].map(([name, density]) => `${name} ${compactText(mean(density, offsets))}`);
    return `Where each policy stands from the best response of its prompt, on average: ${said.join('; ')}.`;
  });
  const draw = (): boolean => {
    const moving = runsNow();
    const top = Math.max(...[...densities, ...moving].map(most));
    for (const path of svg.current?.querySelectorAll('[data-reference]') ?? []) {
      put(path, 'd', lineOf(densities[Number(path.getAttribute('data-reference'))] ?? [], top));
    }
    for (const path of svg.current?.querySelectorAll('[data-run]') ?? []) {
      put(path, 'd', lineOf(moving[Number(path.getAttribute('data-run'))] ?? [], top));
    }
    const wanted = references.map(({ name }, i) => {
      const density = densities[i] ?? [];
      const height = most(density);
      const place = plot.x(offsets[density.indexOf(height)] ?? 0);
      return labelWithin(plot, place, plot.y(height / top) - 5, measure(name, nameSize) + 8);
    });
    const bounds = { left: 0, top: 0, width: plot.width, height: plot.bottom };
    const shifts = placeLabels(wanted, [], bounds, []);
    for (const label of svg.current?.querySelectorAll('[data-name]') ?? []) {
      const i = Number(label.getAttribute('data-name'));
      const { x = 0, y = 0 } = wanted[i] ?? {};
      const { dx = 0, dy = 0 } = shifts[i] ?? {};
      moveTo(label, { x: x + dx, y: y + dy - 4 });
    }
    speak();
    return false;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  useEffect(invalidate, [invalidate, plot, densities, runs]);
  const highest = most(reward);
  return (
    <PlotFrame
      ref={svg}
      label="Where each policy stands from the best response of its prompt"
      plot={plot}
      title="response, from the best one of its prompt"
      behind={
        <path
          className="chart-landscape"
          d={areaPath(
            reward,
            across,
            () => plot.bottom,
            (value) => plot.y(Math.max(0, value) / highest),
          )}
        />
      }
    >
      {references.map(({ name }, i) => (
        <path key={name} data-reference={i} className="chart-reference" strokeDasharray={dashes[i]} />
      ))}
      {runs.map(({ look }, run) => (
        <path key={run} data-run={run} className="chart-run" stroke={look.color} strokeDasharray={look.dash} />
      ))}
      {references.map(({ name }, i) => (
        <text key={name} data-name={i} className="chart-label" color="var(--muted, #66645e)" textAnchor="middle">
          {name}
        </text>
      ))}
    </PlotFrame>
  );
};

const ReferencesView = (props: ReferencesProps): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const ReferencesPicture = memo(ReferencesView);
