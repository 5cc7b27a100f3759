/** One of several options, as a list that opens. */
import { Button, Label, ListBox, ListBoxItem, Select, SelectValue, Text } from 'react-aria-components';
import { Overlay } from './overlay';

export interface Option {
  readonly id: string;
  readonly text: string;
  /** Why it cannot be chosen; undefined where it can. */
  readonly obstacle?: string | undefined;
}

interface Props {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export const ChoiceControl = ({ label, options, value, onChange }: Props) => (
  <Select
    className="choice-control"
    value={value}
    onChange={(key) => {
      if (key !== null) onChange(String(key));
    }}
  >
    <Label className="control-label">{label}</Label>
    <Button className="select-button">
      <SelectValue />
      <span aria-hidden="true" className="chevron" />
    </Button>
    <Overlay>
      <ListBox className="menu" items={options}>
        {(option) => (
          <ListBoxItem
            className="menu-item"
            id={option.id}
            textValue={option.text}
            isDisabled={option.obstacle !== undefined}
          >
            <Text slot="label">{option.text}</Text>
            {option.obstacle === undefined ? null : <Text slot="description">{option.obstacle}</Text>}
          </ListBoxItem>
        )}
      </ListBox>
    </Overlay>
  </Select>
);
