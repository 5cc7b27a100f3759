/** The tree of tokens: branches as wide as the answers that go through them, and beside each its advantage. */
import type { ReactElement } from 'react';
import { fixedText } from '../settings/number-text';
import type { ChartRun } from './looks';
import { Sized } from './sized';
import { rowAt, rowsEnd, rowsTop, TokenBar, TokenBranch, wordsWidth } from './token-branches';
import type { TokenRow } from './token-tree';

interface Props {
  readonly rows: readonly TokenRow[];
  readonly run: ChartRun;
}

const Picture = ({ rows, run, width }: Props & { readonly width: number }): ReactElement => {
  const left = wordsWidth(width);
  const most = Math.max(
    0.5,
    ...rows.flatMap(({ learned, exact }) => [Math.abs(learned), Math.abs(exact)]).filter(Number.isFinite),
  );
  const middle = (left + width) / 2;
  const x = (value: number): number =>
    middle + (Math.max(-most, Math.min(most, value)) / most) * ((width - left) / 2 - 6);
  const said = rows
    .filter(({ depth }) => depth === 0)
    .map(({ text, learned, exact }) => `“${text}” ${fixedText(learned, 2)}, exactly ${fixedText(exact, 2)}`);
  return (
    <svg
      role="img"
      aria-label={`Advantages of first tokens under ${run.name}: ${said.join('; ')}.`}
      width={width}
      height={rowsEnd(rows.length) + 4}
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
      <line className="chart-grid" x1={middle} x2={middle} y1={rowsTop} y2={rowsEnd(rows.length)} />
      {rows.map((token, row) => (
        <g key={token.path}>
          <TokenBranch token={token} row={row} color={run.look.color} share={token.share} />
          <TokenBar row={row} color={run.look.color} from={middle} to={x(token.learned)} />
          <line
            className="chart-optimum"
            style={{ strokeWidth: 2.5 }}
            x1={x(token.exact)}
            x2={x(token.exact)}
            y1={rowAt(row) - 8}
            y2={rowAt(row) + 8}
          />
        </g>
      ))}
    </svg>
  );
};

export const TokenTreePicture = (props: Props): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);
