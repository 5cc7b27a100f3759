/** What runs are called on the page: their objective, and what tells them apart where several share it. */
import type { Experiment, Run } from '../experiment/experiment';
import type { Fields } from '../experiment/fields';
import { optionText, shortLabelOf } from '../experiment/label';
import { tickText } from '../experiment/number-text';
import { knobsOf, objectiveById } from '../objectives';

const fieldsOf = (run: Run): Fields => {
  const objective = objectiveById(run.objective);
  return objective === undefined ? {} : knobsOf(objective, run.knobs);
};

const knobNames = (run: Run): readonly string[] =>
  Object.entries(fieldsOf(run)).flatMap(([name, field]) => (field.kind === 'text' ? [] : [name]));

/** A knob that is off says nothing. */
const knobText = (name: string, run: Run): readonly string[] => {
  const value = run.knobs[name];
  const label = shortLabelOf(name, fieldsOf(run)[name]);
  if (typeof value === 'number') return [`${label} ${tickText(value)}`];
  if (typeof value === 'string') return [`${label} ${optionText(value)}`];
  return value === true ? [label] : [];
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
