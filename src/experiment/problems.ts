/** What is wrong with an experiment, in words a person can act on. */
import { visible } from '../expression/visible';
import type { Path } from './plain';

export interface Problem {
  /** Where, with dots between the names: `training.learningRate`, `runs.0.knobs.beta`. */
  readonly path: string;
  readonly message: string;
}

const longestQuote = 40;
const mostListed = 12;

/** At most 40 characters; one that takes two units of a string is not cut in half. */
const cut = (text: string): string => {
  if (text.length <= longestQuote) return text;
  const characters = [...text.slice(0, 2 * longestQuote + 2)];
  return characters.length <= longestQuote ? characters.join('') : `${characters.slice(0, longestQuote - 1).join('')}…`;
};

/** A value as it would be written, shortened to 40 characters, with marks that are not seen spelt out. */
export const quote = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const isRecord = typeof value === 'object' && value !== null;
  return visible(cut(typeof value === 'string' || isRecord ? JSON.stringify(value) : String(value)));
};

const plainName = /^[A-Za-z0-9_-]{1,39}$/;

/** A name as it is where it is a word, in quotation marks where it is not. */
const nameText = (name: string | number): string => {
  const text = String(name);
  return plainName.test(text) ? text : quote(text);
};

/** Nobody need name what only holds the settings, unless it is itself spoken of. */
const withoutHolder = (path: Path, at: number, holder: string): Path =>
  path[at] === holder && path.length > at + 1 ? [...path.slice(0, at), ...path.slice(at + 1)] : path;

/** A place as a person would name it: `training.learningRate`, `world.peaks.0.at`, `run 1: beta`. */
export const placeName = (path: Path): string => {
  const [first, second, ...rest] = path;
  if (first === undefined) return 'the experiment';
  if (first === 'runs' && typeof second === 'number') {
    const inside = withoutHolder(withoutHolder(rest, 0, 'knobs'), 1, 'params').map(nameText);
    return [`run ${second + 1}`, ...(inside.length === 0 ? [] : [inside.join('.')])].join(': ');
  }
  const names = first === 'world' || first === 'policy' ? withoutHolder(path, 1, 'params') : path;
  return names.map(nameText).join('.');
};

/** At most a dozen of the messages, and how many were left out. */
export const shortened = (messages: readonly string[]): readonly string[] => {
  if (messages.length <= mostListed) return messages;
  return [...messages.slice(0, mostListed), `There are ${messages.length - mostListed} more like these.`];
};
