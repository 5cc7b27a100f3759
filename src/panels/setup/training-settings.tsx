/** How long, in which steps, with which random numbers the runs train. */
import type { TrainingSettings as Training } from '../../experiment/experiment';
import { settingFields } from '../../experiment/settings';
import { setTraining } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { FieldControl } from '../controls/field-control';
import { SwitchControl } from '../controls/switch-control';
import { useActions, usePlayground } from '../use-playground';

export const TrainingSettings = () => {
  const training = usePlayground((state) => experimentIn(state).training);
  const seed = usePlayground((state) => experimentIn(state).seed);
  const { change, settle } = useActions();
  const set = (edit: Partial<Training>, key?: string): void => change(setTraining(edit), key && `training.${key}`);
  const { steps, batch, learningRate, optimizer } = training;
  return (
    <>
      <FieldControl
        name="steps"
        field={settingFields.steps}
        value={steps}
        onChange={(value) => set({ steps: Number(value) }, 'steps')}
        onSettle={settle}
      />
      <FieldControl
        name="learningRate"
        field={settingFields.learningRate}
        value={learningRate}
        onChange={(value) => set({ learningRate: Number(value) }, 'learningRate')}
        onSettle={settle}
      />
      <SwitchControl
        label="the whole fixed data set in each step"
        isOn={batch === 'all'}
        onChange={(isAll) => set({ batch: isAll ? 'all' : settingFields.batch.default })}
      />
      {batch === 'all' ? null : (
        <FieldControl
          name="batch"
          field={settingFields.batch}
          value={batch}
          onChange={(value) => set({ batch: Number(value) }, 'batch')}
          onSettle={settle}
        />
      )}
      <FieldControl
        name="optimizer"
        field={settingFields.optimizer}
        value={optimizer}
        onChange={(value) => set({ optimizer: value === 'gradient-descent' ? 'gradient-descent' : 'adam' })}
        onSettle={settle}
      />
      <FieldControl
        name="seed"
        field={settingFields.seed}
        value={seed}
        onChange={(value) => change((experiment) => ({ ...experiment, seed: Number(value) }), 'seed')}
        onSettle={settle}
      />
    </>
  );
};
