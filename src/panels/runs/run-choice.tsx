/** Which of the trained runs a mix is made of. */

import { runNames } from '../../experiment/run-names';
import { trainedRuns } from '../../objectives/mix-shares';
import { experimentIn } from '../../state/store';
import { ChoiceControl } from '../controls/choice-control';
import { usePlayground } from '../use-playground';

interface Props {
  readonly label: string;
  /** The number of a run, from 1. */
  readonly value: number;
  readonly onChange: (number: number) => void;
}

export const RunChoice = ({ label, value, onChange }: Props) => {
  const experiment = usePlayground(experimentIn);
  const names = runNames(experiment);
  const options = trainedRuns(experiment.runs).map((i) => ({ id: String(i + 1), text: names[i] ?? String(i + 1) }));
  return (
    <ChoiceControl
      label={label}
      options={options}
      value={String(value)}
      onChange={(number) => onChange(Number(number))}
    />
  );
};
