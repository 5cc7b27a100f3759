/** What runs are called on the page: their objective, and what tells them apart where several share it. */
import type { Experiment, Run } from '../experiment/experiment';
import { optionText, wordsOf } from '../experiment/field-text';
import { knobsOf, objectiveById } from '../objectives';

const knobNames = (run: Run): readonly string[] => {
  const objective = objectiveById(run.objective);
  if (objective === undefined) return [];
  return Object.entries(knobsOf(objective, run.knobs)).flatMap(([name, field]) =>
    field.kind === 'text' ? [] : [name],
  );
};

/** A knob that is off says nothing. */
const knobText = (name: string, run: Run): readonly string[] => {
  const value = run.knobs[name];
  if (value === undefined || value === false) return [];
  if (value === true) return [wordsOf(name)];
  return [`${wordsOf(name)} ${typeof value === 'string' ? optionText(value) : String(value).replace('-', '−')}`];
};

const objectiveName = (run: Run): string => objectiveById(run.objective)?.name ?? run.objective;

const namesWith = (runs: readonly Run[], nameOf: (run: Run) => string): readonly string[] => {
  const long = runs.map((run) => {
    const twins = runs.filter((other) => other.objective === run.objective);
    const differing = knobNames(run).filter((knob) => twins.some((twin) => twin.knobs[knob] !== run.knobs[knob]));
    return [nameOf(run), ...differing.flatMap((knob) => knobText(knob, run))].join(', ');
  });
  return long.map((name, i) => {
    const earlier = long.slice(0, i).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name} (${earlier + 1})`;
  });
};

/** One full name a run, no two alike. */
export const runNames = ({ runs }: Experiment): readonly string[] => namesWith(runs, objectiveName);

const withoutBrackets = (name: string): string => name.replace(/ \(.*\)$/, '');

/** Names for labels on lines: without what stands in brackets, unless two objectives would then read alike. */
export const shortRunNames = ({ runs }: Experiment): readonly string[] =>
  namesWith(runs, (run) => {
    const short = withoutBrackets(objectiveName(run));
    const isShared = runs.some(
      (other) => other.objective !== run.objective && withoutBrackets(objectiveName(other)) === short,
    );
    return isShared ? objectiveName(run) : short;
  });
