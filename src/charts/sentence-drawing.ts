/** Draws the likeliest sentences straight into their SVG. */
import { shortProbabilityText } from '../settings/number-text';
import { niceDomain } from './axis';
import { pathOf } from './path';
import { moveTo, put, show } from './pixels';
import { type Plot, plotOf } from './plot';

/** Where things are among the bars: probabilities across, a row a sentence. */
export interface BarsPlot extends Plot {
  /** Whether a sentence stands above its bars, for lack of room beside them. */
  readonly isStacked: boolean;
  readonly rowHeight: number;
  /** Distance from one bar to the next. */
  readonly pitch: number;
  /** Height of all bars of a row. */
  readonly barsHeight: number;
}

const [textLine, gap, axisHeight] = [15, 7, 20];

/** Bars reach from nothing to the probability `top`. */
export const barsPlotOf = (width: number, rows: number, runs: number, top: number): BarsPlot => {
  const isStacked = width < 480;
  const pitch = Math.max(3, Math.min(6, 34 / Math.max(runs, 1)));
  const barsHeight = Math.max(runs * pitch, isStacked ? 4 : textLine);
  const rowHeight = Math.round(barsHeight + gap + (isStacked ? textLine : 0));
  const left = isStacked ? 2 : Math.round(Math.min(210, width * 0.3));
  const plot = plotOf({
    width,
    height: rows * rowHeight + axisHeight,
    margin: { left, right: 42, top: 0, bottom: axisHeight },
    x: { domain: [0, top], ticks: isStacked ? 3 : 5 },
    y: { domain: [rows, 0], ticks: [] },
  });
  return { ...plot, isStacked, rowHeight, pitch, barsHeight };
};

/** The upper edge of a row's bars. */
export const barsTop = ({ rowHeight, isStacked }: BarsPlot, row: number): number =>
  row * rowHeight + gap / 2 + (isStacked ? textLine : 0);

export interface BarRow {
  readonly text: string;
  /** Probability under each run. */
  readonly policies: readonly number[];
  readonly reference: number;
  /** Under π*; NaN while that is not known. */
  readonly optimum: number;
}

/** The round number that holds every probability shown. */
export const topOf = (rows: readonly BarRow[]): number => {
  const most = Math.max(0.01, ...rows.flatMap(({ policies, reference }) => [...policies, reference]));
  return niceDomain(0, most)[1];
};

/** One group `data-row` a row, with its bars `data-run`. */
export const drawBars = (root: Element, rows: readonly BarRow[], plot: BarsPlot): void => {
  const { x, left, right } = plot;
  for (const group of root.querySelectorAll('[data-row]')) {
    const index = Number(group.getAttribute('data-row'));
    const row = rows[index];
    show(group, row !== undefined);
    if (row === undefined) continue;
    const top = barsTop(plot, index);
    const middle = top + plot.barsHeight / 2;
    const name = group.querySelector('[data-part="name"]');
    if (name !== null && name.textContent !== row.text) name.textContent = row.text;
    for (const bar of group.querySelectorAll('[data-run]')) {
      const run = Number(bar.getAttribute('data-run'));
      const y = middle + (run - (row.policies.length - 1) / 2) * plot.pitch;
      put(bar, 'd', pathOf([left, x(row.policies[run] ?? 0)].map((end) => ({ x: end, y }))));
    }
    const [from, to] = [top - 1, top + plot.barsHeight + 1];
    const mark = (part: string, probability: number): void => {
      const ends = [from, to].map((y) => ({ x: x(probability), y }));
      put(group.querySelector(`[data-part="${part}"]`), 'd', pathOf(ends));
    };
    mark('reference', row.reference);
    // Beyond the bars there is nothing to see of it.
    mark('optimum', x(row.optimum) <= right ? row.optimum : Number.NaN);
    const most = Math.max(0, ...row.policies);
    const number = group.querySelector('[data-part="number"]');
    moveTo(number, { x: x(Math.max(most, row.reference)) + 5, y: middle });
    if (number) number.textContent = row.policies.length === 0 ? '' : shortProbabilityText(most);
  }
};
