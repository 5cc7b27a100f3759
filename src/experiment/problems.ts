/** What is wrong with an experiment, in words a person can act on. */
import type { Path } from './plain';

export interface Problem {
  /** Where, with dots between the names: `training.learningRate`, `runs.0.knobs.beta`. */
  readonly path: string;
  readonly message: string;
}

const longestQuote = 40;
const mostListed = 12;

/** A value as it would be written, shortened to 40 characters. */
export const quote = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const isRecord = typeof value === 'object' && value !== null;
  const text = typeof value === 'string' || isRecord ? JSON.stringify(value) : String(value);
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote - 1)}…`;
};

/** A place as a person would name it: `training.learningRate`, `world.peaks.0.at`, `run 1: beta`. */
export const placeName = (path: Path): string => {
  const [first, second, ...rest] = path;
  if (first === undefined) return 'the experiment';
  if (first === 'runs' && typeof second === 'number') {
    const inside = rest.filter((name) => name !== 'knobs').map(shortName);
    return [`run ${second + 1}`, ...(inside.length === 0 ? [] : [inside.join('.')])].join(': ');
  }
  const names = first === 'world' || first === 'policy' ? path.filter((name) => name !== 'params') : path;
  return names.map(shortName).join('.');
};

const shortName = (name: string | number): string =>
  String(name).length <= longestQuote ? String(name) : `${String(name).slice(0, longestQuote - 1)}…`;

/** At most a dozen of the messages, and how many were left out. */
export const shortened = (messages: readonly string[]): readonly string[] => {
  if (messages.length <= mostListed) return messages;
  return [...messages.slice(0, mostListed), `There are ${messages.length - mostListed} more like these.`];
};
