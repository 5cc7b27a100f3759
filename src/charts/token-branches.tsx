/** What trees of tokens are drawn of: each under the one before it, hanging from a branch, and a bar on its right. */
import type { ReactElement } from 'react';
import type { Token } from './tokens';

const [rowHeight, indent] = [20, 16];

/** Where rows begin. */
export const rowsTop = 22;
export const rowsEnd = (rows: number): number => rowsTop + rows * rowHeight;
/** The middle of a row. */
export const rowAt = (row: number): number => rowsTop + (row + 0.5) * rowHeight;
/** How much of the width the words may take. */
export const wordsWidth = (width: number): number => Math.min(190, width * 0.5);

interface Props {
  readonly token: Token;
  /** Its row. */
  readonly row: number;
  readonly color: string;
  /** How much goes through it, of 1; without any it stands in muted ink, and hangs from nothing. */
  readonly share: number;
}

export const TokenBranch = ({ token: { text, depth, parent }, row, color, share }: Props): ReactElement => (
  <>
    {parent >= 0 && share > 0 ? (
      <path
        className="chart-run"
        stroke={color}
        style={{ strokeWidth: 0.75 + 5 * Math.sqrt(share) }}
        d={`M${4 + (depth - 1) * indent} ${rowAt(parent) + 6}V${rowAt(row)}h${indent - 5}`}
      />
    ) : null}
    <text className={share > 0 ? 'chart-sentence' : undefined} x={4 + depth * indent} y={rowAt(row)} dy="0.35em">
      {text}
    </text>
  </>
);

interface BarProps {
  readonly row: number;
  readonly color: string;
  /** Pixels from the left edge. */
  readonly from: number;
  readonly to: number;
}

/** What the right half says of a token, as a bar. */
export const TokenBar = ({ row, color, from, to }: BarProps): ReactElement => (
  <line
    className="chart-run"
    stroke={color}
    style={{ strokeWidth: 7 }}
    x1={from}
    x2={to}
    y1={rowAt(row)}
    y2={rowAt(row)}
  />
);
