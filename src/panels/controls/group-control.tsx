/** A few numbers that belong together; one that may be off has a switch above them. */

import type { GroupField, ListItem } from '../../settings/fields';
import { labelOf } from '../../settings/label';
import { NumberControl } from './number-control';
import { SwitchControl } from './switch-control';

interface Props {
  readonly label: string;
  readonly field: GroupField;
  /** undefined: off, or at its defaults where it is always on. */
  readonly value: ListItem | undefined;
  readonly onChange: (value: ListItem | undefined) => void;
  readonly onSettle: () => void;
}

export const GroupControl = ({ label, field, value, onChange, onSettle }: Props) => {
  const shown = value ?? (field.optional ? undefined : field.default);
  const numbers =
    shown === undefined
      ? null
      : Object.entries(field.fields).map(([name, part]) => (
          <NumberControl
            key={name}
            label={labelOf(name, part)}
            field={part}
            value={shown[name] ?? part.default}
            onChange={(number) => onChange({ ...shown, [name]: number })}
            onSettle={onSettle}
          />
        ));
  return (
    <fieldset className="group-control" aria-label={label}>
      {field.optional ? (
        <SwitchControl
          label={label}
          isOn={value !== undefined}
          onChange={(isOn) => onChange(isOn ? field.default : undefined)}
        />
      ) : (
        <span className="control-label">{label}</span>
      )}
      {numbers === null ? null : <div className="group-numbers">{numbers}</div>}
    </fieldset>
  );
};
