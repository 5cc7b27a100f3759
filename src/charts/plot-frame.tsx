/** What every plot has around and behind what it shows: grid, ticks with their labels, and the name of its lower axis. */
import { type ReactElement, type ReactNode, type RefObject, useId } from 'react';
import { tickText } from '../settings/number-text';
import { labelGap, type Plot } from './plot';

interface Props {
  readonly ref?: RefObject<SVGSVGElement | null>;
  /** What the picture shows, until something more can be said. */
  readonly label: string;
  readonly plot: Plot;
  /** What the lower axis measures. */
  readonly title?: string;
  /** Whether columns have grid lines too; rows always have. */
  readonly hasColumnLines?: boolean;
  /** What lies under the grid. */
  readonly behind?: ReactNode;
  /** What may leave the plot, and is cut at its floor and the picture’s edges. */
  readonly clipped?: ReactNode;
  /** What lies over all that. */
  readonly children?: ReactNode;
}

/** Pixels from the plot down to the labels under it, and to the name of the axis. */
const [labelDepth, titleDepth] = [15, 31];

export const PlotFrame = (props: Props): ReactElement => {
  const { ref, label, plot, title, hasColumnLines, behind, clipped, children } = props;
  const clip = useId();
  const { width, height, left, right, top, bottom, x, y, columns, rows } = plot;
  return (
    <svg ref={ref} role="img" aria-label={label} width={width} height={height}>
      {behind}
      {rows.map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line className="chart-grid" x1={left} x2={right} />
          <text x={left - labelGap} dy="0.35em" textAnchor="end">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {columns.map((tick) => (
        <g key={tick} transform={`translate(${x(tick)} 0)`}>
          {hasColumnLines && <line className="chart-grid" y1={top} y2={bottom} />}
          <text y={bottom + labelDepth} textAnchor="middle">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {title !== undefined && (
        <text x={right} y={bottom + titleDepth} textAnchor="end">
          {title}
        </text>
      )}
      {clipped !== undefined && (
        <>
          <clipPath id={clip}>
            <rect width={width} height={bottom + 1} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>{clipped}</g>
        </>
      )}
      {children}
    </svg>
  );
};
