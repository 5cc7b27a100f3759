/** The control that fits a field: every knob, world parameter and setting on the page goes through here. */

import type { Field, FieldValue, ListItem } from '../../settings/fields';
import { labelOf, optionText } from '../../settings/label';
import { ChoiceControl } from './choice-control';
import { ExpressionControl } from './expression-control';
import { GroupControl } from './group-control';
import { ListControl } from './list-control';
import { NumberControl } from './number-control';
import { SwitchControl } from './switch-control';

interface Props {
  readonly name: string;
  readonly field: Field;
  /** undefined: an optional number that is off, or a value at its default. */
  readonly value: FieldValue | undefined;
  readonly onChange: (value: FieldValue | undefined) => void;
  readonly onSettle: () => void;
}

const isList = (value: FieldValue | undefined): value is readonly ListItem[] => Array.isArray(value);

export const FieldControl = ({ name, field, value, onChange, onSettle }: Props) => {
  const label = labelOf(name, field);
  switch (field.kind) {
    case 'number':
      return (
        <NumberControl
          label={label}
          field={field}
          value={typeof value === 'number' ? value : field.default}
          onChange={onChange}
          onSettle={onSettle}
        />
      );
    case 'optional-number':
      return (
        <>
          <SwitchControl
            label={label}
            isOn={value !== undefined}
            onChange={(isOn) => onChange(isOn ? field.default : undefined)}
          />
          {typeof value === 'number' ? (
            <NumberControl label={label} field={field} value={value} onChange={onChange} onSettle={onSettle} />
          ) : null}
        </>
      );
    case 'choice':
      return (
        <ChoiceControl
          label={label}
          options={field.options.map((option) => ({ id: option, text: optionText(option) }))}
          value={typeof value === 'string' ? value : field.default}
          onChange={onChange}
        />
      );
    case 'toggle':
      return (
        <SwitchControl label={label} isOn={value === undefined ? field.default : value === true} onChange={onChange} />
      );
    case 'text':
      return (
        <ExpressionControl
          label={label}
          value={typeof value === 'string' ? value : field.default}
          maxLength={field.maxLength}
          onChange={onChange}
        />
      );
    case 'list':
      return (
        <ListControl label={label} field={field} value={isList(value) ? value : field.default} onChange={onChange} />
      );
    case 'group':
      return (
        <GroupControl
          label={label}
          field={field}
          value={typeof value === 'object' && !isList(value) ? value : undefined}
          onChange={onChange}
          onSettle={onSettle}
        />
      );
  }
};
