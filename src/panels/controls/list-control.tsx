/** A short list of records of numbers, such as the peaks of a reward: typed, added and removed. */
import { Button, Input, NumberField } from 'react-aria-components';
import type { ListField, ListItem } from '../../settings/fields';
import { labelOf } from '../../settings/label';

interface Props {
  readonly label: string;
  readonly field: ListField;
  readonly value: readonly ListItem[];
  readonly onChange: (items: readonly ListItem[]) => void;
}

/** One of the listed things: the label in the singular. */
const singular = (label: string): string => label.replace(/s$/, '');

export const ListControl = ({ label, field, value, onChange }: Props) => {
  const columns = Object.entries(field.item);
  const [least, most] = field.length;
  const one = singular(label);
  return (
    <table className="list-control">
      <caption>{label}</caption>
      <thead>
        <tr>
          {columns.map(([name, column]) => (
            <th key={name} scope="col">
              {labelOf(name, column)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {value.map((item, row) => (
          <tr key={row}>
            {columns.map(([name, column]) => (
              <td key={name}>
                <NumberField
                  aria-label={`${one} ${row + 1}, ${labelOf(name, column)}`}
                  minValue={column.range[0]}
                  maxValue={column.range[1]}
                  value={item[name] ?? column.default}
                  formatOptions={{ maximumSignificantDigits: 4, useGrouping: false }}
                  onChange={(typed) => {
                    if (Number.isFinite(typed)) onChange(value.with(row, { ...item, [name]: typed }));
                  }}
                  isWheelDisabled
                >
                  <Input />
                </NumberField>
              </td>
            ))}
            <td>
              <Button
                className="icon-button"
                aria-label={`Remove ${one} ${row + 1}`}
                isDisabled={value.length <= least}
                onPress={() => onChange(value.toSpliced(row, 1))}
              >
                ×
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
      {value.length < most ? (
        <tfoot>
          <tr>
            <td colSpan={columns.length + 1}>
              <Button
                className="text-button"
                onPress={() =>
                  onChange([...value, Object.fromEntries(columns.map(([name, column]) => [name, column.default]))])
                }
              >
                + Add a {one.toLowerCase()}
              </Button>
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
};
