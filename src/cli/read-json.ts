/** Reading a JSON file that the caller named. */
import { reasonOf, UsageError } from './usage-error';

/** Throws `UsageError` where the file cannot be read or is not JSON. */
export const readJson = (path: string, readFile: (path: string) => string): unknown => {
  let content: string;
  try {
    content = readFile(path);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${reasonOf(error)}`);
  }
};
