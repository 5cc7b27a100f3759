/**
 * Descriptions of the values a person can set: one source for types, defaults, ranges, sliders and validation.
 * Objectives call theirs knobs; worlds, policies and training settings use the same kinds.
 */

/** A real number inside a closed range. */
export interface NumberField {
  readonly kind: 'number';
  readonly label: string;
  readonly default: number;
  readonly range: readonly [low: number, high: number];
  /** How a slider moves through the range; a `log` one over a range from 0 has a stop at 0 before the first power. */
  readonly scale: 'linear' | 'log';
  readonly integer: boolean;
  readonly unit: string;
  /** What a higher value does, as a verb phrase: "stays closer to the reference". */
  readonly higher: string;
  /** The symbol in formulas; defaults to the field's name. */
  readonly tex: string | undefined;
}

/** Powers of ten that a log scale spans below its high end where the range begins at 0. */
const decadesAboveZero = 4;

/** Where the logarithms of a log scale begin: at the low end, unless that is 0. */
export const logStart = ([low, high]: NumberField['range']): number => (low > 0 ? low : high / 10 ** decadesAboveZero);

/** A number that may be absent; its absence selects another form of a formula. */
export interface OptionalNumberField extends Omit<NumberField, 'kind'> {
  readonly kind: 'optional-number';
}

/** One of several named forms. */
export interface ChoiceField<Option extends string = string> {
  readonly kind: 'choice';
  readonly label: string;
  readonly options: readonly Option[];
  readonly default: Option;
}

/** On or off. */
export interface ToggleField {
  readonly kind: 'toggle';
  readonly label: string;
  readonly default: boolean;
}

/** Short text, for a visitor's own expression. */
export interface TextField {
  readonly kind: 'text';
  readonly label: string;
  readonly default: string;
  readonly maxLength: number;
}

/** A short list of records of numbers, such as the peaks of a reward. */
export interface ListField {
  readonly kind: 'list';
  readonly label: string;
  readonly item: Readonly<Record<string, NumberField>>;
  readonly default: readonly ListItem[];
  readonly length: readonly [least: number, most: number];
}
export type ListItem = Readonly<Record<string, number>>;

/** A few numbers that belong together, such as a length from which each further token costs something. */
export interface GroupField {
  readonly kind: 'group';
  readonly label: string;
  readonly fields: Readonly<Record<string, NumberField>>;
  /** Off until it is set, or always on. */
  readonly optional: boolean;
  /** What it takes when switched on, or from the start where it is always on. */
  readonly default: ListItem;
}

export type Field = NumberField | OptionalNumberField | ChoiceField | ToggleField | TextField | ListField | GroupField;
export type Fields = Readonly<Record<string, Field>>;
export type FieldValue = number | string | boolean | ListItem | readonly ListItem[];
/** Values by field name; an optional number or group that is off has no entry. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A value that is in its own range but does not go with the others. */
export interface Conflict {
  readonly name: string;
  /** What goes with the others, to follow “must be”. */
  readonly allowed: string;
  /** The nearest value that does; where there is none, the default is taken. */
  readonly nearest?: FieldValue;
}

interface NumberOptions {
  readonly default: number;
  readonly range: readonly [low: number, high: number];
  readonly label?: string;
  readonly scale?: 'linear' | 'log';
  readonly integer?: boolean;
  readonly unit?: string;
  readonly higher?: string;
  readonly tex?: string;
}

const numberOf = (options: NumberOptions): Omit<NumberField, 'kind'> => ({
  label: options.label ?? '',
  default: options.default,
  range: options.range,
  scale: options.scale ?? 'linear',
  integer: options.integer ?? false,
  unit: options.unit ?? '',
  higher: options.higher ?? '',
  tex: options.tex,
});

/** A numeric knob. `label` defaults to its name where it is shown. */
export const knob = (options: NumberOptions): NumberField => ({ kind: 'number', ...numberOf(options) });

/** A numeric knob that is off until it is set; `default` is the value it takes when switched on. */
export const optionalKnob = (options: NumberOptions): OptionalNumberField => ({
  kind: 'optional-number',
  ...numberOf(options),
});

export const choice = <const Option extends string>(
  label: string,
  options: readonly Option[],
  initial: NoInfer<Option>,
): ChoiceField<Option> => ({ kind: 'choice', label, options, default: initial });

export const toggle = (label: string, initial: boolean): ToggleField => ({ kind: 'toggle', label, default: initial });

export const text = (label: string, initial: string, maxLength: number): TextField => ({
  kind: 'text',
  label,
  default: initial,
  maxLength,
});

export const list = (
  label: string,
  item: Readonly<Record<string, NumberField>>,
  initial: readonly ListItem[],
  length: readonly [least: number, most: number],
): ListField => ({ kind: 'list', label, item, default: initial, length });

/** A group of numbers; `optional` ones are off until they are set. Its default is its fields' defaults. */
export const group = (
  label: string,
  fields: Readonly<Record<string, NumberField>>,
  { optional }: { readonly optional: boolean },
): GroupField => ({
  kind: 'group',
  label,
  fields,
  optional,
  default: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default])),
});

/** Whether the field may be absent, and is until it is set. */
export const isOptional = (field: Field): boolean =>
  field.kind === 'optional-number' || (field.kind === 'group' && field.optional);

/** The values every field starts with; optional ones start absent. */
export const defaultsOf = (fields: Fields): FieldValues =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => (isOptional(field) ? [] : [[name, field.default] as const])),
  );

/** The number of this name; throws where there is none, which validation rules out. */
export const numberAt = (values: FieldValues, name: string): number => {
  const value = values[name];
  if (typeof value !== 'number') throw new Error(`${name} is ${String(value)}, not a number`);
  return value;
};

/** The group of this name; undefined where it is off. */
export const groupAt = (values: FieldValues, name: string): ListItem | undefined => {
  const value = values[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || isList(value)) throw new Error(`${name} is ${String(value)}, not a group`);
  return value;
};

const isList = (value: ListItem | readonly ListItem[]): value is readonly ListItem[] => Array.isArray(value);

/** The list of this name; throws where there is none. */
export const listAt = (values: FieldValues, name: string): readonly ListItem[] => {
  const value = values[name];
  if (typeof value !== 'object' || !isList(value)) throw new Error(`${name} is ${String(value)}, not a list`);
  return value;
};
