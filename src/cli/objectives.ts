/** `npm run --silent objectives -- list | evaluate cases.json`: what the objectives are, and what they compute. */
import { readFileSync } from 'node:fs';
import { CaseError, parseCases } from '../objectives/cases';
import { evaluateCase } from '../objectives/evaluate';
import { knobsOf, objectives } from '../objectives/index';
import { readJson } from './read-json';
import { UsageError } from './usage-error';

const usage = 'usage: npm run --silent objectives -- list\n       npm run --silent objectives -- evaluate cases.json';

const list = (): unknown =>
  objectives.map((objective) => {
    const { id, name, kind, paper, evidence } = objective;
    return { id, name, kind, paper, evidence, knobs: knobsOf(objective, {}) };
  });

const evaluateFile = (path: string): unknown =>
  parseCases(readJson(path, (name) => readFileSync(name, 'utf8'))).map((value, index) => {
    try {
      return evaluateCase(value);
    } catch (error) {
      if (error instanceof CaseError) throw new CaseError(`case ${index} (${value.objective}): ${error.message}`);
      throw error;
    }
  });

const answer = ([command, path, ...rest]: readonly string[]): unknown => {
  if (command === 'list' && path === undefined) return list();
  if (command === 'evaluate' && path !== undefined && rest.length === 0) return evaluateFile(path);
  throw new UsageError(usage);
};

try {
  process.stdout.write(`${JSON.stringify(answer(process.argv.slice(2)), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof CaseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
