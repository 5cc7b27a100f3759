/** The searchable list of objectives, grouped by what they are trained on. */
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
import { objectives } from '../../objectives';
import type { Objective } from '../../objectives/define';
import { Overlay } from '../controls/overlay';

interface Group {
  readonly name: string;
  readonly objectives: readonly Objective[];
}

const customId = 'custom';
const ofKind = (kind: Objective['kind']): readonly Objective[] =>
  objectives.filter((objective) => objective.kind === kind && objective.id !== customId);

const groups: readonly Group[] = [
  { name: 'Pairwise: chosen against rejected', objectives: ofKind('pairwise') },
  { name: 'Tokenwise: chosen against rejected, token by token', objectives: ofKind('tokenwise') },
  { name: 'Groupwise: K scored candidates', objectives: ofKind('groupwise') },
  { name: 'Exact: every response, nothing sampled', objectives: ofKind('exact') },
  { name: 'Your own', objectives: objectives.filter((objective) => objective.id === customId) },
];

/** What the search looks at: the name, the paper and what it does. */
const searchText = ({ name, id, paper, summary }: Objective): string =>
  [name, id, paper.title, paper.arxiv ?? '', summary].join(' ');

interface Props {
  /** What the button that opens the list says. */
  readonly children: ReactNode;
  readonly label: string;
  readonly className: string;
  readonly isDisabled?: boolean;
  readonly onPick: (objectiveId: string) => void;
}

export const ObjectivePicker = ({ children, label, className, isDisabled = false, onPick }: Props) => {
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
                renderEmptyState={() => <p className="hint">No objective matches.</p>}
                onAction={(key) => {
                  close();
                  onPick(String(key));
                }}
              >
                {groups.map((group) => (
                  <ListBoxSection key={group.name} id={group.name}>
                    <Header>{group.name}</Header>
                    {group.objectives.map((objective) => (
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
