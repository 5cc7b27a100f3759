/** What `npm run --silent objectives` answers: what methods there are, and what they compute. */
import { readFileSync, writeFileSync } from 'node:fs';
import { methodMap, parts } from '../methods/map';
import { CaseError, caseList, parseCase } from '../objectives/cases';
import { evaluateCase } from '../objectives/evaluate';
import { isOnPolicy, parseOnPolicy } from '../objectives/on-policy-case';
import { evaluateOnPolicy } from '../objectives/prepare-on-policy';
import { answerCase, kindOf } from '../oracles/index';
import { mapTable, withMap } from './map-table';
import { readJson } from './read-json';
import { UsageError } from './usage-error';

const usage = ['list', 'map [README.md]', 'evaluate cases.json']
  .map((command, i) => `${i === 0 ? 'usage: ' : '       '}npm run --silent objectives -- ${command}`)
  .join('\n');

/** Every method; one that is more than an objective is known by the id of the objective that it builds on. */
const list = (): unknown =>
  methodMap.map(({ method, kind, at, carries, knobs }) => {
    const { id, name, paper, evidence } = method;
    const ids = Object.fromEntries(parts.map((part) => [part, at[part].id]));
    return { id, name, kind, ...ids, carries, paper, evidence, knobs };
  });

/** The map of methods as a table, or the file in which that has taken its place. */
const map = (path: string | undefined): string => {
  if (path === undefined) return mapTable();
  const text = withMap(readFileSync(path, 'utf8'));
  if (text === undefined) throw new UsageError(`${path} has no place for the map: the marks that README.md has`);
  writeFileSync(path, text);
  return `The map in ${path} is as the methods are now.`;
};

/** What is computed for a case, named in the message where it cannot be. */
const evaluateAt = (value: unknown, index: number): unknown => {
  const named = <Result>(name: string, result: () => Result): Result => {
    try {
      return result();
    } catch (error) {
      if (error instanceof CaseError) throw new CaseError(`case ${index} (${name}): ${error.message}`);
      throw error;
    }
  };
  const kind = kindOf(value);
  if (kind !== undefined) return named(kind, () => answerCase(kind, value));
  if (isOnPolicy(value)) {
    const parsed = parseOnPolicy(value, index);
    return named(parsed.objective, () => evaluateOnPolicy(parsed));
  }
  const parsed = parseCase(value, index);
  return named(parsed.objective, () => evaluateCase(parsed));
};

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/**
 * What is printed for these arguments.
 * @throws UsageError or CaseError, whose message is all that there is to say.
 */
export const objectivesAnswer = ([command, path, ...rest]: readonly string[]): string => {
  if (command === 'list' && path === undefined) return json(list());
  if (command === 'map' && rest.length === 0) return map(path);
  if (command === 'evaluate' && path !== undefined && rest.length === 0) {
    return json(caseList(readJson(path, (name) => readFileSync(name, 'utf8'))).map(evaluateAt));
  }
  throw new UsageError(usage);
};
