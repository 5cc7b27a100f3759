/** `npm run --silent objectives -- list | map [file] | evaluate cases.json`: see `objectives-answer.ts`. */
import { CaseError } from '../objectives/cases';
import { objectivesAnswer } from './objectives-answer';
import { UsageError } from './usage-error';

try {
  process.stdout.write(`${objectivesAnswer(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof CaseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
