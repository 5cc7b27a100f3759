/** The runs of the experiment, and the way to another one. */

import { runNames } from '../../experiment/run-names';
import { withoutRuns } from '../../experiment/run-numbers';
import { trainedRuns } from '../../objectives/mix-shares';
import { maxRunsShown } from '../../settings/limits';
import { addRun } from '../../state/edits';
import { setupIn } from '../../state/store';
import { LateFailure } from '../late/late-failure';
import { useActions, usePlayground } from '../use-playground';
import { ObjectivePicker } from './objective-picker';
import { RunCard } from './run-card';
import { typesetter } from './typesetter';

export const RunList = () => {
  const { experiment, looks } = usePlayground(setupIn);
  const { changeSetup } = useActions();
  const names = runNames(experiment);
  const canAdd = experiment.runs.length < maxRunsShown;
  return (
    <section aria-labelledby="runs-title" className="runs">
      <h2 id="runs-title">Runs</h2>
      <LateFailure part={typesetter} />
      <ul>
        {experiment.runs.map((run, index) => (
          <RunCard
            key={looks[index]}
            run={run}
            index={index}
            look={looks[index] ?? index}
            name={names[index] ?? run.objective}
            canRemove={trainedRuns(withoutRuns(experiment.runs, new Set([index])).runs).length > 0}
            canAdd={canAdd}
          />
        ))}
      </ul>
      <ObjectivePicker
        className="text-button"
        label="Add a run"
        isDisabled={!canAdd}
        onPick={(id) => changeSetup(addRun(id))}
      >
        + Add a run
      </ObjectivePicker>
    </section>
  );
};
