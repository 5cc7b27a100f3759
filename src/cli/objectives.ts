/** `npm run --silent objectives -- list | evaluate cases.json`: what objectives and methods there are, and what they compute. */
import { readFileSync } from 'node:fs';
import { ingredientNames, ingredientOf, methods, runOf } from '../methods/index';
import { CaseError, caseList, parseCase } from '../objectives/cases';
import { evaluateCase } from '../objectives/evaluate';
import { entryById, knobsOf, mixById, mixes, objectives } from '../objectives/index';
import { answerCase, kindOf } from '../oracles/index';
import type { Run } from '../settings/experiment';
import { readJson } from './read-json';
import { UsageError } from './usage-error';

const usage = 'usage: npm run --silent objectives -- list\n       npm run --silent objectives -- evaluate cases.json';

/** The ids of the ingredients that a run of this method has; a mix, which is not trained, has none. */
const ingredientsOf = (run: Run): Readonly<Record<string, string>> =>
  mixById(run.objective) === undefined
    ? Object.fromEntries(ingredientNames.map((name) => [name, ingredientOf(run, name).id]))
    : {};

/** Objectives and mixes, then the methods that are more than an objective, each with the id of the one it builds on. */
const list = (): unknown => [
  ...[...objectives, ...mixes].map((entry) => {
    const { id, name, kind, paper, evidence } = entry;
    return {
      id,
      name,
      kind,
      paper,
      evidence,
      ...ingredientsOf({ objective: id, knobs: {} }),
      knobs: knobsOf(entry, {}),
    };
  }),
  ...methods.map((method) => {
    const { id, name, objective, paper, evidence } = method;
    const entry = entryById(objective);
    const knobs = entry === undefined ? {} : knobsOf(entry, method.knobs ?? {});
    return { id, name, kind: entry?.kind, objective, paper, evidence, ...ingredientsOf(runOf(method)), knobs };
  }),
];

/** What is computed for a case, named in the message where it cannot be. */
const evaluateAt = (value: unknown, index: number): unknown => {
  const kind = kindOf(value);
  const parsed = kind === undefined ? parseCase(value, index) : undefined;
  try {
    return parsed === undefined ? answerCase(kind ?? '', value) : evaluateCase(parsed);
  } catch (error) {
    if (error instanceof CaseError)
      throw new CaseError(`case ${index} (${kind ?? parsed?.objective}): ${error.message}`);
    throw error;
  }
};

const answer = ([command, path, ...rest]: readonly string[]): unknown => {
  if (command === 'list' && path === undefined) return list();
  if (command === 'evaluate' && path !== undefined && rest.length === 0) {
    return caseList(readJson(path, (name) => readFileSync(name, 'utf8'))).map(evaluateAt);
  }
  throw new UsageError(usage);
};

try {
  process.stdout.write(`${JSON.stringify(answer(process.argv.slice(2)), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof CaseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
