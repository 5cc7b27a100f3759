/** The ledger: for each run, how much probability is on chosen, rejected and all other responses, now and over time. */
import { memo, type ReactElement, useLayoutEffect, useRef } from 'react';
import type { Series } from '../state/series';
import { stepDomain } from './curve-geometry';
import { drawLedger, topOf } from './ledger-drawing';
import { chosenShiftOf, type FollowedPair, fewer, type MassPart, massCurve, partsOf } from './ledger-masses';
import type { ChartRun } from './looks';
import { useRedraw } from './use-redraw';
import './looks.css';
import './charts.css';
import './ledger.css';

export interface MassLedgerProps {
  readonly series: Series;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  /** The followed pair that is looked at; null for all pairs together. */
  readonly pair: FollowedPair | null;
  /** Planned length of the training. */
  readonly steps: number;
  readonly detail: 'few' | 'all';
}

const partTexts: Readonly<Record<MassPart, string>> = {
  chosen: 'chosen',
  both: 'both',
  rejected: 'rejected',
  elsewhere: 'everything else',
};

const shiftText = 'Δ log π(y_w)';

/** Areas that have no size of their own: their coordinates are shares of the width and of one. */
const Areas = ({ parts, kind }: { readonly parts: readonly MassPart[]; readonly kind: string }): ReactElement => (
  <svg className={`ledger-${kind}`} viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
    {parts.map((part) => (
      <path key={part} className={`mass-${part}`} data-part={`${kind}-${part}`} />
    ))}
  </svg>
);

const RunRow = ({ run, parts }: { readonly run: ChartRun; readonly parts: readonly MassPart[] }): ReactElement => (
  <li className="ledger-run" style={{ color: run.look.color }}>
    <strong>{run.name}</strong>
    <Areas parts={parts} kind="history" />
    <Areas parts={parts} kind="now" />
    <dl>
      {parts.map((part) => (
        <div key={part}>
          <dt>{partTexts[part]}</dt>
          <dd data-number={part}>–</dd>
        </div>
      ))}
      <div>
        <dt>{shiftText}</dt>
        <dd data-number="shift">–</dd>
      </div>
    </dl>
  </li>
);

const MassLedgerView = ({ series, runs, pair, steps, detail }: MassLedgerProps): ReactElement => {
  const list = useRef<HTMLUListElement>(null);
  const scale = useRef<HTMLSpanElement>(null);
  const parts = partsOf(pair);
  const draw = (): boolean => {
    if (list.current === null) return false;
    const entries = runs.map((_, run) => {
      const curve = massCurve(series, run, pair);
      return {
        curve: detail === 'few' ? fewer(curve) : curve,
        now: curve.masses.at(-1),
        shift: chosenShiftOf(series, run, pair),
      };
    });
    const top = topOf(entries.map(({ curve }) => curve));
    drawLedger(list.current, entries, stepDomain(series, steps)[1], top);
    if (scale.current !== null) scale.current.textContent = top === 1 ? '' : `, from 0 to ${top}`;
    return false;
  };
  const invalidate = useRedraw(series, draw, 'in-turn');
  useLayoutEffect(invalidate, [invalidate, runs, pair, steps, detail]);
  return (
    <div className="ledger" data-parts={parts.length}>
      <p className="ledger-key" aria-hidden="true">
        <span className="ledger-when">
          over the steps
          <span ref={scale} />
        </span>
        <span className="ledger-when">now</span>
        {parts.map((part) => (
          <span key={part} className={`ledger-part mass-${part}`}>
            {partTexts[part]}
          </span>
        ))}
        <span>{shiftText}</span>
      </p>
      <ul ref={list}>
        {runs.map((run, i) => (
          <RunRow key={i} run={run} parts={parts} />
        ))}
      </ul>
    </div>
  );
};

export const MassLedger = memo(MassLedgerView);
