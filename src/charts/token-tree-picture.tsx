/** The tree of tokens: branches as wide as the answers that go through them, and beside each its advantage. */
import type { ReactElement } from 'react';
import { fixedText } from '../settings/number-text';
import type { ChartRun } from './looks';
import { Sized } from './sized';
import type { TokenRow } from './token-tree';

interface Props {
  readonly rows: readonly TokenRow[];
  readonly run: ChartRun;
}

const [rowHeight, indent, top] = [20, 16, 22];

const Picture = ({ rows, run, width }: Props & { readonly width: number }): ReactElement => {
  const left = Math.min(190, width * 0.5);
  const most = Math.max(
    0.5,
    ...rows.flatMap(({ learned, exact }) => [Math.abs(learned), Math.abs(exact)]).filter(Number.isFinite),
  );
  const middle = (left + width) / 2;
  const x = (value: number): number =>
    middle + (Math.max(-most, Math.min(most, value)) / most) * ((width - left) / 2 - 6);
  const y = (row: number): number => top + row * rowHeight + rowHeight / 2;
  const said = rows
    .filter(({ depth }) => depth === 0)
    .map(({ text, learned, exact }) => `“${text}” ${fixedText(learned, 2)}, exactly ${fixedText(exact, 2)}`);
  return (
    <svg
      role="img"
      aria-label={`Advantages of first tokens under ${run.name}: ${said.join('; ')}.`}
      width={width}
      height={top + rows.length * rowHeight + 4}
    >
      <text x={left} y={12}>
        −{fixedText(most, 1)}
      </text>
      <text x={width - 2} y={12} textAnchor="end">
        {fixedText(most, 1)}
      </text>
      <text x={middle} y={12} textAnchor="middle">
        worse · better
      </text>
      <line className="chart-grid" x1={middle} x2={middle} y1={top} y2={top + rows.length * rowHeight} />
      {rows.map(({ text, depth, parent, share, learned, exact, path }, row) => (
        <g key={path}>
          {parent >= 0 ? (
            <path
              className="chart-run"
              stroke={run.look.color}
              style={{ strokeWidth: 0.75 + 5 * Math.sqrt(share) }}
              d={`M${4 + (depth - 1) * indent} ${y(parent) + 6}V${y(row)}h${indent - 5}`}
            />
          ) : null}
          <text className="chart-sentence" x={4 + depth * indent} y={y(row)} dy="0.35em">
            {text}
          </text>
          <line
            className="chart-run"
            stroke={run.look.color}
            style={{ strokeWidth: 7 }}
            x1={middle}
            x2={x(learned)}
            y1={y(row)}
            y2={y(row)}
          />
          <line
            className="chart-optimum"
            style={{ strokeWidth: 2.5 }}
            x1={x(exact)}
            x2={x(exact)}
            y1={y(row) - 8}
            y2={y(row) + 8}
          />
        </g>
      ))}
    </svg>
  );
};

export const TokenTreePicture = (props: Props): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);
