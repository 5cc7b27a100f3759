/** How single values are written in a link: only characters that survive chats and mail, numbers as they read. */
import { isSafeName, type PlainRecord } from './plain';
import { quote } from './problems';

/** One way to read each digit: with two, a long number that is none is tried in as many ways as it has pairs of digits. */
const number = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** Characters at most: the longest expression with all of it escaped fits. */
const longestValue = 4000;
/** Whether this text in a link is read as a number. */
export const isNumber = (encoded: string): boolean => number.test(encoded);

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Text that would read as a number or a truth value begins with an escape, so that it stays text. */
const encodeText = (text: string): string => {
  const encoded = encodeURIComponent(text).replace(/[!'()*]/g, percent);
  return isNumber(encoded) || words.has(encoded) ? `${percent(encoded)}${encoded.slice(1)}` : encoded;
};

/** A number, a truth value or a text. */
const encodeValue = (value: unknown): string => (typeof value === 'string' ? encodeText(value) : String(value));

/** The text without its escapes; undefined where they are broken. */
export const decodeText = (encoded: string): string | undefined => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
};

/** What is wrong is added to `problems`, and the value is left out. */
const decodeValue = (encoded: string, problems: string[]): unknown => {
  if (encoded.length > longestValue) {
    problems.push(`${quote(encoded)} has ${encoded.length} characters, more than any value; it was left out.`);
    return undefined;
  }
  if (isNumber(encoded)) return Number(encoded);
  const word = words.get(encoded);
  if (word !== undefined) return word;
  const text = decodeText(encoded);
  if (text === undefined) problems.push(`${quote(encoded)} has broken percent-encoding; it was left out.`);
  return text;
};

/** `name:value,name:value`; the first of several values for one name counts. */
export const encodeRecord = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${encodeText(name)}:${encodeValue(value)}`)
    .join(',');

export const decodeRecord = (encoded: readonly string[], problems: string[]): PlainRecord => {
  const record: PlainRecord = {};
  for (const entry of encoded) {
    const colon = entry.indexOf(':');
    const name = colon < 0 ? undefined : decodeText(entry.slice(0, colon));
    if (name === undefined || !isSafeName(name))
      problems.push(`${quote(entry)} is not a setting with its value; it was left out.`);
    else if (Object.hasOwn(record, name))
      problems.push(`${quote(name)} is set more than once; the first value counts.`);
    else {
      const value = decodeValue(entry.slice(colon + 1), problems);
      if (value !== undefined) record[name] = value;
    }
  }
  return record;
};

/** Lists of records have `/` between their records; both signs are escaped in any other value. */
export const encodeAny = (value: unknown): string =>
  Array.isArray(value) ? value.map((record) => encodeRecord(record)).join('/') : encodeValue(value);

export const decodeAny = (encoded: string, problems: string[]): unknown =>
  encoded.includes(':')
    ? encoded.split('/').map((record) => decodeRecord(record.split(','), problems))
    : decodeValue(encoded, problems);
