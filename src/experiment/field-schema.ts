/** Validation of the values that fields describe. Every message says what is allowed, to follow “must be”. */
import * as v from 'valibot';
import { checkExpression } from '../objectives';
import { keptForEach } from '../settings/answers';
import {
  type Field,
  type Fields,
  type FieldValue,
  type FieldValues,
  isOptional,
  type ListField,
  type ListItem,
  type NumberField,
  type OptionalNumberField,
} from '../settings/fields';
import { isPlainRecord } from './plain';

type Schema<T> = v.GenericSchema<unknown, T>;

const numberText = (field: NumberField | OptionalNumberField): string => {
  const [low, high] = field.range;
  return `a ${field.integer ? 'whole number' : 'number'} from ${low} to ${high}`;
};

/** A number inside the field's range; −0 becomes 0, which is what a link can say. */
const numberSchema = (
  field: NumberField | OptionalNumberField,
  says: string = numberText(field),
): v.GenericSchema<unknown, number> => {
  const [low, high] = field.range;
  const inside = v.pipe(v.number(says), v.minValue(low, says), v.maxValue(high, says));
  const withoutSign = v.transform((value: number) => value + 0);
  return field.integer ? v.pipe(inside, v.integer(says), withoutSign) : v.pipe(inside, withoutSign);
};

/** One of a few words, or a number inside the field's range. */
export const numberOrWord = <const Word extends string>(
  words: readonly Word[],
  field: NumberField,
): Schema<Word | number> => {
  const says = `${words.map((word) => `"${word}"`).join(', ')} or ${numberText(field)}`;
  const [asWord, asNumber] = [v.picklist(words, says), numberSchema(field, says)];
  return v.lazy((raw): Schema<Word | number> => (typeof raw === 'number' ? asNumber : asWord));
};

type OutputOf<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/** A record with these entries and no others; `required` says what an entry without a default must be. */
export const record = <const Entries extends v.ObjectEntries>(
  entries: Entries,
  required = 'there',
): Schema<OutputOf<Entries>> => {
  const names = Object.keys(entries);
  const unknown = v.never(names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`);
  const object = v.objectWithRest(entries, unknown, required) as Schema<unknown> as Schema<OutputOf<Entries>>;
  const notRecord = v.custom<OutputOf<Entries>>(() => false, 'settings by name');
  return v.lazy((raw) => (isPlainRecord(raw) ? object : notRecord));
};

/** A list with this many entries; a longer one is not looked into. */
export const boundedList = <T>(item: Schema<T>, least: number, most: number): Schema<readonly T[]> => {
  const says = least === most ? `a list of ${least}` : `a list of ${least} to ${most}`;
  const list = v.pipe(v.array(item, says), v.minLength(least, says));
  const tooLong = v.pipe(v.array(v.unknown(), says), v.maxLength(most, says)) as unknown as Schema<readonly T[]>;
  return v.lazy((raw) => (Array.isArray(raw) && raw.length > most ? tooLong : list));
};

/** A number for every field and no other; defaults where one is missing. */
const numbersSchema = (fields: Readonly<Record<string, NumberField>>): Schema<ListItem> =>
  record(
    Object.fromEntries(Object.entries(fields).map(([name, of]) => [name, v.optional(numberSchema(of), of.default)])),
  );

const listSchema = (field: ListField): Schema<FieldValue> => boundedList(numbersSchema(field.item), ...field.length);

/** A value of one field; every link and every edit asks for it again. */
export const fieldSchema = keptForEach((field: Field): Schema<FieldValue> => {
  switch (field.kind) {
    case 'number':
    case 'optional-number':
      return numberSchema(field);
    case 'choice':
      return v.picklist(field.options, `one of ${field.options.join(', ')}`);
    case 'toggle':
      return v.boolean('true or false');
    case 'text': {
      const says = `a formula of at most ${field.maxLength} characters`;
      return v.pipe(
        v.string(says),
        v.maxLength(field.maxLength, says),
        v.check(
          (text) => checkExpression(text) === undefined,
          ({ input }) => `a formula that can be read (${checkExpression(input) ?? ''})`,
        ),
      );
    }
    case 'list':
      return listSchema(field);
    case 'group':
      return numbersSchema(field.fields);
  }
});

/** A value for every field and no other; defaults where one is missing, except for optional ones. */
export const valuesSchema = (fields: Fields): Schema<FieldValues> => {
  const entry = (field: Field) =>
    isOptional(field) ? v.optional(fieldSchema(field)) : v.optional(fieldSchema(field), field.default);
  return record(
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, entry(field)])),
  ) as Schema<FieldValues>;
};
