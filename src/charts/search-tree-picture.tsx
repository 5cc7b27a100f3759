/** A tree search: branches and bars as wide as the simulations that went through them, and which tokens are best. */
import type { ReactElement } from 'react';
import type { ChartRun } from './looks';
import type { SearchRow } from './search-tree';
import { Sized } from './sized';
import { rowAt, rowsEnd, rowsTop, TokenBar, TokenBranch, wordsWidth } from './token-branches';

interface Props {
  readonly rows: readonly SearchRow[];
  readonly run: ChartRun;
  /** As many as are drawn, and as the whole search has. */
  readonly simulations: number;
  readonly total: number;
  /** Which of several trees it is, to follow the number of simulations; empty where there is one. */
  readonly which: string;
}

const saidOf = ({ text, visits, isMostVisited, isBest }: SearchRow): string =>
  `“${text}” ${visits}${isMostVisited ? ', the most' : ''}${isBest ? ', exactly the best' : ''}`;

const Picture = ({ rows, run, simulations, total, which, width }: Props & { readonly width: number }): ReactElement => {
  const left = wordsWidth(width);
  const [marks, zero, end] = [left - 12, left, width - 30];
  const x = (visits: number): number => zero + (visits / total) * (end - zero);
  const first = rows.filter(({ depth }) => depth === 0);
  return (
    <svg
      role="img"
      aria-label={`Simulations through first tokens, of ${simulations}${which} in the search of ${run.name}: ${first.map(saidOf).join('; ')}.`}
      width={width}
      height={rowsEnd(rows.length) + 4}
    >
      <text x={zero} y={12}>
        0
      </text>
      <text x={(zero + end) / 2} y={12} textAnchor="middle">
        simulations
      </text>
      <text x={end} y={12} textAnchor="middle">
        {total}
      </text>
      <line className="chart-grid" x1={zero} x2={zero} y1={rowsTop} y2={rowsEnd(rows.length)} />
      <line className="chart-grid" x1={end} x2={end} y1={rowsTop} y2={rowsEnd(rows.length)} />
      {rows.map((token, row) => (
        <g key={token.path}>
          <TokenBranch token={token} row={row} color={run.look.color} share={token.visits / total} />
          {token.isBest ? <circle className="chart-best" cx={marks} cy={rowAt(row)} r={5.5} /> : null}
          {token.isMostVisited ? <circle fill={run.look.color} cx={marks} cy={rowAt(row)} r={3} /> : null}
          <TokenBar row={row} color={run.look.color} from={zero} to={x(token.visits)} />
          <text x={x(token.visits) + 4} y={rowAt(row)} dy="0.35em">
            {token.visits}
          </text>
        </g>
      ))}
    </svg>
  );
};

export const SearchTreePicture = (props: Props): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);
