/** Draws the likeliest sentences straight into their SVG. */
import { scaleLinear } from 'd3-scale';
import { shortProbabilityText, tickText } from '../experiment/number-text';

/** Where things are among the bars. */
export interface BarsPlot {
  readonly width: number;
  readonly height: number;
  /** Where bars start and may end at the most. */
  readonly left: number;
  readonly right: number;
  /** Whether a sentence stands above its bars, for lack of room beside them. */
  readonly isStacked: boolean;
  readonly rowHeight: number;
  /** Distance from one bar to the next. */
  readonly pitch: number;
  /** Height of all bars of a row. */
  readonly barsHeight: number;
}

const [textLine, gap, axisHeight] = [15, 7, 20];

export const barsPlotOf = (width: number, rows: number, runs: number): BarsPlot => {
  const isStacked = width < 480;
  const pitch = Math.max(3, Math.min(6, 34 / Math.max(runs, 1)));
  const barsHeight = Math.max(runs * pitch, isStacked ? 4 : textLine);
  const rowHeight = Math.round(barsHeight + gap + (isStacked ? textLine : 0));
  const left = isStacked ? 2 : Math.round(Math.min(210, width * 0.3));
  return {
    width,
    height: rows * rowHeight + axisHeight,
    left,
    right: width - 42,
    isStacked,
    rowHeight,
    pitch,
    barsHeight,
  };
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
const topOf = (rows: readonly BarRow[]): number => {
  const most = Math.max(0.01, ...rows.flatMap(({ policies, reference }) => [...policies, reference]));
  return scaleLinear([0, most], [0, 1]).nice(4).domain()[1] ?? 1;
};

const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;

/** One group `data-row` a row, with its bars `data-run`; ticks are written along the axis. */
export const drawBars = (root: Element, rows: readonly BarRow[], plot: BarsPlot): void => {
  const x = scaleLinear([0, topOf(rows)], [plot.left, plot.right]);
  for (const group of root.querySelectorAll('[data-row]')) {
    const index = Number(group.getAttribute('data-row'));
    const row = rows[index];
    group.setAttribute('visibility', row === undefined ? 'hidden' : 'visible');
    if (row === undefined) continue;
    const top = barsTop(plot, index);
    const middle = top + plot.barsHeight / 2;
    const name = group.querySelector('[data-part="name"]');
    if (name !== null && name.textContent !== row.text) name.textContent = row.text;
    for (const bar of group.querySelectorAll('[data-run]')) {
      const run = Number(bar.getAttribute('data-run'));
      const y = rounded(middle + (run - (row.policies.length - 1) / 2) * plot.pitch);
      bar.setAttribute('d', `M${plot.left} ${y}H${rounded(x(row.policies[run] ?? 0))}`);
    }
    const [from, to] = [top - 1, top + plot.barsHeight + 1];
    const mark = (part: string, probability: number): void => {
      const path = Number.isFinite(probability) ? `M${rounded(x(probability))} ${rounded(from)}V${rounded(to)}` : '';
      group.querySelector(`[data-part="${part}"]`)?.setAttribute('d', path);
    };
    mark('reference', row.reference);
    // Beyond the bars there is nothing to see of it.
    mark('optimum', x(row.optimum) <= plot.right ? row.optimum : Number.NaN);
    const most = Math.max(0, ...row.policies);
    const number = group.querySelector('[data-part="number"]');
    number?.setAttribute('x', String(rounded(Math.max(x(most), x(row.reference)) + 5)));
    number?.setAttribute('y', String(rounded(middle)));
    if (number) number.textContent = row.policies.length === 0 ? '' : shortProbabilityText(most);
  }
  const ticks = x.ticks(plot.isStacked ? 3 : 5);
  root.querySelectorAll('[data-tick]').forEach((tick, i) => {
    const value = ticks[i];
    tick.setAttribute('visibility', value === undefined ? 'hidden' : 'visible');
    if (value === undefined) return;
    tick.setAttribute('transform', `translate(${rounded(x(value))} 0)`);
    const label = tick.querySelector('text');
    if (label !== null) label.textContent = tickText(value);
  });
};
