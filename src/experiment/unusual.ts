/** Which values of fields need saying, because they are not what they would be anyway. */
import {
  type Field,
  type Fields,
  type FieldValue,
  type FieldValues,
  isOptional,
  type ListItem,
} from '../settings/fields';
import { isSame } from '../settings/same';
import { isPlainRecord } from './plain';

const isGroup = (value: unknown): value is ListItem => isPlainRecord(value);

/** What has to be said of a value so that it is read again; a group that is on by choice is said in full. */
const saidOf = (field: Field, value: FieldValue, usual: FieldValue): FieldValue | undefined => {
  if (isOptional(field)) return value;
  if (isSame(value, usual)) return undefined;
  if (field.kind !== 'group' || !isGroup(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, entry]) => entry !== field.default[name]));
};

/** The values that are not their defaults, or not those in `usual`, in the order of the fields. */
export const unusual = (fields: Fields, values: FieldValues, usual: FieldValues = {}): FieldValues =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      const said = value === undefined ? undefined : saidOf(field, value, usual[name] ?? field.default);
      return said === undefined ? [] : [[name, said]];
    }),
  );
