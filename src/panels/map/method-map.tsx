/** The map of methods: a table to read and filter, with what differs from DPO marked and a link that opens each row. */
import { useMemo, useState } from 'react';
import { Input, SearchField, useFilter } from 'react-aria-components';
import { allMethods } from '../../methods';
import { methodMap, type Part, type Place, parts } from '../../methods/map';
import { labelOf } from '../../settings/label';
import { besideDpo } from '../../state/beside-dpo';
import { experimentIn } from '../../state/store';
import { ChoiceControl } from '../controls/choice-control';
import { usePlayground } from '../use-playground';
import { BanditButton } from './bandit-button';

const headings: Readonly<Record<Part, string>> = {
  objective: 'objective',
  draws: 'learns from',
  judge: 'judged by',
  reference: 'tied to',
};

/** What rows can be chosen by, besides their words. */
const traits = {
  kind: ({ kind }: Place) => kind,
  'learns from': ({ at }: Place) => at.draws.text,
  'judged by': ({ at }: Place) => at.judge.text,
  'tied to': ({ at }: Place) => at.reference.text,
  evidence: ({ method }: Place) => method.evidence,
} as const satisfies Readonly<Record<string, (place: Place) => string>>;
type Trait = keyof typeof traits;
const traitNames = Object.keys(traits) as readonly Trait[];

const any = 'any';
const everything: Readonly<Record<Trait, string>> = {
  kind: any,
  'learns from': any,
  'judged by': any,
  'tied to': any,
  evidence: any,
};

const optionsOf = (trait: Trait) => [any, ...new Set(methodMap.map(traits[trait]))].map((text) => ({ id: text, text }));

const searchText = ({ method: { id, name, summary, paper }, at }: Place): string =>
  [id, name, summary, paper.title, paper.arxiv ?? '', at.objective.text].join(' ');

const Paper = ({ place: { method } }: { readonly place: Place }) =>
  method.paper.arxiv === undefined ? (
    '–'
  ) : (
    <a href={`https://arxiv.org/abs/${method.paper.arxiv}`} target="_blank" rel="noreferrer" title={method.paper.title}>
      {method.paper.arxiv}
    </a>
  );

interface RowProps {
  readonly place: Place;
  readonly href: string;
  readonly onOpen: () => void;
}

const Row = ({ place, href, onOpen }: RowProps) => (
  <tr>
    <th scope="row">
      {place.kind === 'bandit' ? (
        <BanditButton name={place.method.name} />
      ) : (
        <a href={href} title={place.method.summary} onClick={onOpen}>
          {place.method.name}
        </a>
      )}
    </th>
    {parts.map((part) => {
      const { text, differs } = place.at[part];
      return (
        <td key={part}>
          {differs ? (
            <em>
              {text}
              <span className="visually-hidden"> (not as DPO)</span>
            </em>
          ) : (
            text
          )}
        </td>
      );
    })}
    <td>{place.carries.length === 0 ? '–' : place.carries.map((name) => labelOf(name)).join(', ')}</td>
    <td>
      <Paper place={place} />
    </td>
    <td>{place.method.evidence}</td>
  </tr>
);

const columns = ['method', ...parts.map((part) => headings[part]), 'carries along', 'paper', 'evidence'];

export const MethodMap = ({ onOpen }: { readonly onOpen: () => void }) => {
  const experiment = usePlayground(experimentIn);
  const { contains } = useFilter({ sensitivity: 'base' });
  const [words, setWords] = useState('');
  const [wanted, setWanted] = useState(everything);
  const hrefs = useMemo(() => new Map(allMethods.map(({ id }) => [id, besideDpo(id, experiment)])), [experiment]);
  const shown = methodMap.filter(
    (place) =>
      contains(searchText(place), words) &&
      traitNames.every((trait) => wanted[trait] === any || wanted[trait] === traits[trait](place)),
  );
  return (
    <>
      <p>
        A method is four ingredients: what its loss asks, whose answers it sees, who judges them, and what it is tied
        to. Where one departs from DPO it is underlined. A name opens the method beside DPO in the experiment at hand,
        or in a world that has what it needs; OPPO, which no run can be, opens as a bandit.
      </p>
      <div className="map-filters">
        <SearchField aria-label="Search methods" className="search" value={words} onChange={setWords}>
          <Input placeholder="Search by name or paper" />
        </SearchField>
        {traitNames.map((trait) => (
          <ChoiceControl
            key={trait}
            label={trait}
            options={optionsOf(trait)}
            value={wanted[trait]}
            onChange={(text) => setWanted({ ...wanted, [trait]: text })}
          />
        ))}
      </div>
      <p role="status" className="hint">
        {shown.length} of {methodMap.length} methods
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <section className="map-scroll" tabIndex={0} aria-label="Methods">
        <table className="map">
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((place) => (
              <Row key={place.method.id} place={place} href={hrefs.get(place.method.id) ?? '#'} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
};
