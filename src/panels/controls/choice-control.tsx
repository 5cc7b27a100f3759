/** One of several options, as a list that opens. */
import { Button, Label, ListBox, ListBoxItem, Select, SelectValue } from 'react-aria-components';
import { Overlay } from './overlay';

export interface Option {
  readonly id: string;
  readonly text: string;
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
          <ListBoxItem className="menu-item" id={option.id}>
            {option.text}
          </ListBoxItem>
        )}
      </ListBox>
    </Overlay>
  </Select>
);
