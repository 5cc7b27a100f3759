/** How each run is drawn everywhere: one colour and one dash pattern, so that neither is needed alone. */

export interface Look {
  /** A CSS colour that follows the theme; `looks.css` gives its values. */
  readonly color: string;
  /** An SVG `stroke-dasharray`; empty for a solid line. */
  readonly dash: string;
  readonly index: number;
}

/** A run as charts know it; its place in the list is its row in the series. */
export interface ChartRun {
  readonly name: string;
  readonly look: Look;
}

export const colorCount = 8;

const dashes = ['', '7 4', '2 3', '9 3 2 3', '15 4', '4 2', '9 3 2 3 2 3', '2 3 5 3'] as const;
/** No common factor with the number of dashes, so that 64 looks come before one repeats. */
const dashShift = 3;

/** The look of the run that was added as number `index`, from 0. */
export const lookOf = (index: number): Look => {
  const cycle = Math.floor(index / colorCount);
  const color = index % colorCount;
  return {
    color: `var(--run-${color})`,
    dash: dashes[(color + cycle * dashShift) % dashes.length] ?? '',
    index,
  };
};
