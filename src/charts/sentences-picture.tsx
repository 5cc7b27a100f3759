/** Where probability is among thousands of sentences: the likeliest ones, with a bar a run. */
import { memo, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { shortProbabilityText } from '../settings/number-text';
import type { Series } from '../state/series';
import type { World } from '../worlds/world';
import type { ChartRun } from './looks';
import { PlotFrame } from './plot-frame';
import { type BarRow, barsPlotOf, barsTop, drawBars, topOf } from './sentence-drawing';
import { likeliest, promptTables } from './sentence-tables';
import { Sized } from './sized';
import { useRedraw } from './use-redraw';
import { useSpoken } from './use-spoken';

export interface SentencesPictureProps {
  readonly world: Pick<World, 'prompts' | 'responses' | 'logRef'>;
  /** Which prompt's answers are shown. */
  readonly prompt: number;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** log π* [prompts · responses]; null while that is not known. */
  readonly optimum: Float64Array | null;
}

const rowCount = 10;
/** Milliseconds for which sentences keep their places, so that they can be read. */
const settled = 1000;

/** The rows of the picture at this moment, for sentences at these places. */
export const barRows = (
  { world, prompt, runs, series, optimum }: SentencesPictureProps,
  shown: readonly number[],
): readonly BarRow[] => {
  const { responses, logRef } = world;
  const { offset, policies } = promptTables(series.latest?.logPi, runs.length, logRef.length, responses.length, prompt);
  return shown.map((place) => ({
    text: responses[place] ?? '',
    policies: policies.map((policy) => Math.exp(policy[place] ?? Number.NEGATIVE_INFINITY)),
    reference: Math.exp(logRef[offset + place] ?? Number.NEGATIVE_INFINITY),
    optimum: optimum === null ? Number.NaN : Math.exp(optimum[offset + place] ?? Number.NEGATIVE_INFINITY),
  }));
};

/**
 * The sentences that are likeliest under any run, or under the reference before there is one; where there is room for
 * all, all in their order.
 */
export const shownSentences = ({ world, prompt, runs, series }: SentencesPictureProps): readonly number[] => {
  const { responses, logRef } = world;
  if (responses.length <= rowCount) return [...responses.keys()];
  const size = logRef.length;
  const { policies, offset } = promptTables(series.latest?.logPi, runs.length, size, responses.length, prompt);
  const reference = logRef.subarray(offset, offset + responses.length);
  return likeliest(policies.length === 0 ? [reference] : policies, rowCount);
};

const Picture = (props: SentencesPictureProps & { readonly width: number }): ReactElement => {
  const { world, prompt, runs, series, optimum, width } = props;
  const bars = useRef<SVGSVGElement>(null);
  const { responses } = world;
  const rowsShown = Math.min(rowCount, responses.length);
  const [top, setTop] = useState(() => topOf(barRows(props, shownSentences(props))));
  const plot = useMemo(() => barsPlotOf(width, rowsShown, runs.length, top), [width, rowsShown, runs.length, top]);
  const shown = useRef<{ at: number; places: readonly number[] }>({ at: Number.NEGATIVE_INFINITY, places: [] });

  const speak = useSpoken(bars, () => {
    const said = barRows(props, shown.current.places.slice(0, 3)).map(({ text, policies }) => {
      const best = policies.indexOf(Math.max(...policies));
      return `“${text}”${best < 0 ? '' : ` ${shortProbabilityText(policies[best] ?? Number.NaN)} under ${runs[best]?.name}`}`;
    });
    return `The likeliest answers to “${world.prompts[prompt]}” under any run: ${said.join('; ')}.`;
  });
  const draw = (now: number): boolean => {
    if (bars.current === null) return false;
    const places = shownSentences(props);
    const isSame = places.join() === shown.current.places.join();
    const isWaiting = !isSame && now - shown.current.at < settled;
    if (!isSame && !isWaiting) shown.current = { at: now, places };
    const rows = barRows(props, shown.current.places);
    setTop(topOf(rows));
    drawBars(bars.current, rows, plot);
    speak();
    return isWaiting;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  useEffect(() => {
    // Another prompt or another world has other sentences.
    shown.current = { at: Number.NEGATIVE_INFINITY, places: [] };
    invalidate();
  }, [invalidate, world, prompt, runs, optimum, width]);
  useEffect(invalidate, [invalidate, plot]);

  return (
    <PlotFrame ref={bars} label="The likeliest answers" plot={plot} hasColumnLines>
      {Array.from({ length: rowsShown }, (_, row) => (
        <g key={row} data-row={row} visibility="hidden">
          <text
            data-part="name"
            className="chart-sentence"
            x={plot.isStacked ? plot.left : plot.left - 8}
            y={plot.isStacked ? row * plot.rowHeight + 12 : barsTop(plot, row) + plot.barsHeight / 2}
            dy={plot.isStacked ? 0 : '0.35em'}
            textAnchor={plot.isStacked ? 'start' : 'end'}
          />
          <path data-part="reference" className="chart-mark" />
          {runs.map(({ look }, run) => (
            <path
              key={run}
              data-run={run}
              stroke={look.color}
              strokeDasharray={look.dash}
              strokeWidth={plot.pitch - 1}
            />
          ))}
          <path data-part="optimum" className="chart-optimum" />
          <text data-part="number" className="chart-note" dy="0.35em" />
        </g>
      ))}
    </PlotFrame>
  );
};

const SentencesPictureView = (props: SentencesPictureProps): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);

export const SentencesPicture = memo(SentencesPictureView);
