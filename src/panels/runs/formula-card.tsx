/** What an objective is: its formula with the numbers of today, its symbols, its paper and how far to trust it. */
import { useMemo, useState } from 'react';
import type { FieldValues } from '../../experiment/fields';
import type { Objective } from '../../objectives/define';
import { SwitchControl } from '../controls/switch-control';
import { Formula } from './formula';
import { abbreviationTexts, formulaTex, formulaWithNumbers, symbolTexts } from './formula-text';

interface Props {
  readonly objective: Objective;
  readonly knobs: FieldValues;
}

const evidenceTexts: Readonly<Record<Objective['evidence'], string>> = {
  'official code': 'checked against the authors’ code',
  'library code': 'checked against a library’s code',
  paper: 'written from the paper',
  'third-party code': 'checked against somebody else’s code',
  'closed form': 'exact by definition',
  'your own': 'typed here',
  reconstruction: 'a reconstruction: the paper leaves part of it open',
};

const Source = ({ objective: { paper, evidence } }: { readonly objective: Objective }) => (
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

export const FormulaCard = ({ objective, knobs }: Props) => {
  const [hasNumbers, setNumbers] = useState(false);
  const source = hasNumbers ? formulaWithNumbers(objective, knobs) : formulaTex(objective, knobs);
  const meanings = useMemo(
    () => [...abbreviationTexts(objective, knobs), ...symbolTexts(objective, knobs)],
    [objective, knobs],
  );
  return (
    <div className="formula-card">
      <p>{objective.summary}</p>
      <Formula source={source} plain={objective.name} />
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
      {objective.note === undefined ? null : <p>{objective.note}</p>}
      <Source objective={objective} />
    </div>
  );
};
