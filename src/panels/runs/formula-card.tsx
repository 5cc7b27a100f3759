/** What an objective is: its formula with the numbers of today, its symbols, its paper and how far to trust it. */
import { useMemo, useState } from 'react';
import { methodOf } from '../../methods';
import type { Entry, Objective } from '../../objectives/define';
import type { Mix } from '../../objectives/mix';
import { mixShares } from '../../objectives/mix-shares';
import type { Run } from '../../settings/experiment';
import { experimentIn } from '../../state/store';
import { SwitchControl } from '../controls/switch-control';
import { usePlayground } from '../use-playground';
import { Formula } from './formula';
import { abbreviationTexts, formulaTex, formulaWithNumbers, symbolTexts } from './formula-text';
import { mixSymbols, mixWithNumbers } from './mix-text';

interface Props {
  readonly entry: Objective | Mix;
  readonly run: Run;
}

const evidenceTexts: Readonly<Record<Entry['evidence'], string>> = {
  'official code': 'checked against the authors’ code',
  'library code': 'checked against a library’s code',
  paper: 'written from the paper',
  'third-party code': 'checked against somebody else’s code',
  'closed form': 'exact by definition',
  'your own': 'typed here',
  reconstruction: 'a reconstruction: the paper leaves part of it open',
};

const Source = ({ paper, evidence }: Pick<Entry, 'paper' | 'evidence'>) => (
  <p>
    {paper.arxiv === undefined ? (
      paper.title
    ) : (
      <a href={`https://arxiv.org/abs/${paper.arxiv}`} target="_blank" rel="noreferrer" title={paper.title}>
        arXiv:{paper.arxiv}
      </a>
    )}
    {paper.equation === undefined ? '' : `, equation ${paper.equation}`}; {evidenceTexts[evidence]}.
  </p>
);

/** What the method adds to its objective, where it is more than that. */
const Recipe = ({ run }: { readonly run: Run }) => {
  const method = methodOf(run);
  if (method === undefined || method.id === run.objective) return null;
  return (
    <>
      <p>
        {method.name}: {method.summary}
      </p>
      {method.note === undefined ? null : <p>{method.note}</p>}
      <Source paper={method.paper} evidence={method.evidence} />
    </>
  );
};

export const FormulaCard = ({ entry, run }: Props) => {
  const [hasNumbers, setNumbers] = useState(false);
  const experiment = usePlayground(experimentIn);
  const { knobs } = run;
  const withNumbers = (): string =>
    entry.kind === 'mix' ? mixWithNumbers(mixShares(run, experiment) ?? []) : formulaWithNumbers(entry, knobs);
  const meanings = useMemo(
    () =>
      entry.kind === 'mix' ? mixSymbols(entry) : [...abbreviationTexts(entry, knobs), ...symbolTexts(entry, knobs)],
    [entry, knobs],
  );
  return (
    <div className="formula-card">
      <Recipe run={run} />
      <p>{entry.summary}</p>
      <Formula source={hasNumbers ? withNumbers() : formulaTex(entry, knobs)} plain={entry.name} />
      <SwitchControl label="with today’s numbers" isOn={hasNumbers} onChange={setNumbers} />
      <dl>
        {meanings.map(({ tex, meaning }) => (
          <div key={tex}>
            <dt>
              <Formula source={tex} plain="" />
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      {entry.note === undefined ? null : <p>{entry.note}</p>}
      <Source paper={entry.paper} evidence={entry.evidence} />
    </div>
  );
};
