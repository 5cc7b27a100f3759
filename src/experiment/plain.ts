/** What came from outside, copied into plain data that is safe to walk: no prototypes, no names that mean more. */

/** A record without a prototype, so that no name is in it that was not written there. */
export type PlainRecord = Record<string, unknown>;
export type Path = readonly (string | number)[];

export interface Plain {
  readonly value: unknown;
  /** Where names stood that JavaScript gives a meaning of its own; they are not copied. */
  readonly refused: readonly Path[];
}

/** More levels than any experiment has. */
const deepest = 8;
const refusedNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export const isPlainRecord = (value: unknown): value is PlainRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a name may stand in a record that came from outside. */
export const isSafeName = (name: string): boolean => !refusedNames.has(name);

/** A copy of any JSON value; what lies deeper than an experiment goes is cut off, so that nothing exhausts the stack. */
export const plainCopy = (raw: unknown): Plain => {
  const refused: Path[] = [];
  const copy = (value: unknown, path: Path): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (path.length >= deepest) return null;
    if (Array.isArray(value)) return Array.from(value, (entry, i) => copy(entry, [...path, i]));
    const record: PlainRecord = Object.create(null);
    for (const [name, entry] of Object.entries(value)) {
      if (!isSafeName(name)) refused.push([...path, name]);
      else if (entry !== undefined) record[name] = copy(entry, [...path, name]);
    }
    return record;
  };
  return { value: copy(raw, []), refused };
};
