/** The searchable list of objectives, methods and mixes, grouped by what they are trained on. */
import type { ReactNode } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { methods } from '../../methods';
import { mixes, objectives } from '../../objectives';
import type { Entry, Objective } from '../../objectives/define';
import { Overlay } from '../controls/overlay';

type Offered = Pick<Entry, 'id' | 'name' | 'paper' | 'summary'>;

interface Group {
  readonly name: string;
  readonly offered: readonly Offered[];
}

const customId = 'custom';
/** Those of a kind that learn from the experiment's data unless told otherwise. */
const ofKind = (kind: Objective['kind']): readonly Offered[] =>
  objectives.filter((objective) => objective.kind === kind && !objective.draws && objective.id !== customId);

const groups: readonly Group[] = [
  { name: 'Pairwise: chosen against rejected', offered: ofKind('pairwise') },
  { name: 'Tokenwise: chosen against rejected, token by token', offered: ofKind('tokenwise') },
  { name: 'Groupwise: K scored candidates', offered: ofKind('groupwise') },
  { name: 'Exact: every response, nothing sampled', offered: [...ofKind('prefixes'), ...ofKind('exact')] },
  {
    name: 'On its own answers, anew or in rounds',
    offered: [...objectives, ...methods].filter(({ draws }) => draws !== undefined),
  },
  {
    name: 'On the data, with a reference that moves',
    offered: methods.filter(({ draws, reference }) => draws === undefined && reference !== undefined),
  },
  {
    name: 'On the data, judged by more than the raters',
    offered: methods.filter(({ draws, reference }) => draws === undefined && reference === undefined),
  },
  { name: 'Mixes: sums of trained runs in weight space', offered: mixes },
  { name: 'Your own', offered: objectives.filter((objective) => objective.id === customId) },
];

/** What the search looks at: the name, the paper and what it does. */
const searchText = ({ name, id, paper, summary }: Offered): string =>
  [name, id, paper.title, paper.arxiv ?? '', summary].join(' ');

interface Props {
  /** What the button that opens the list says. */
  readonly children: ReactNode;
  readonly label: string;
  readonly className: string;
  readonly isDisabled?: boolean;
  /** Whether there is a trained run to make a mix of. */
  readonly canMix?: boolean;
  readonly onPick: (methodId: string) => void;
}

export const ObjectivePicker = ({ children, label, className, isDisabled = false, canMix = true, onPick }: Props) => {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <DialogTrigger>
      <Button className={className} aria-label={label} isDisabled={isDisabled}>
        {children}
      </Button>
      <Overlay kind="panel">
        <Dialog className="picker" aria-label={label}>
          {({ close }) => (
            <Autocomplete filter={contains}>
              <SearchField aria-label="Search objectives" autoFocus className="search">
                <Input placeholder="Search by name or paper" />
              </SearchField>
              <ListBox
                className="menu picker-list"
                aria-label="Objectives"
                selectionMode="single"
                disabledKeys={canMix ? [] : mixes.map(({ id }) => id)}
                renderEmptyState={() => <p className="hint">No objective matches.</p>}
                onAction={(key) => {
                  close();
                  onPick(String(key));
                }}
              >
                {groups.map((group) => (
                  <ListBoxSection key={group.name} id={group.name}>
                    <Header>{group.name}</Header>
                    {group.offered.map((objective) => (
                      <ListBoxItem
                        key={objective.id}
                        id={objective.id}
                        textValue={searchText(objective)}
                        aria-label={objective.name}
                        className="menu-item"
                      >
                        <Text slot="label">{objective.name}</Text>
                        <Text slot="description">{objective.summary}</Text>
                      </ListBoxItem>
                    ))}
                  </ListBoxSection>
                ))}
              </ListBox>
            </Autocomplete>
          )}
        </Dialog>
      </Overlay>
    </DialogTrigger>
  );
};
