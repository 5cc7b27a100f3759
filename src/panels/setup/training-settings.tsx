/** How long, in which steps, with which random numbers the runs train. */

import { settingFields } from '../../experiment/settings';
import type { TrainingSettings as Training } from '../../settings/experiment';
import type { NumberField } from '../../settings/fields';
import { setTraining } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { FieldControl } from '../controls/field-control';
import { SwitchControl } from '../controls/switch-control';
import { useActions, usePlayground } from '../use-playground';

/** Restarts once they are switched on; off, the number is 0. */
const restartField: NumberField = {
  ...settingFields.restartEvery,
  label: 'afresh every',
  default: 200,
  range: [1, settingFields.restartEvery.range[1]],
  scale: 'log',
  higher: 'lets it remember for longer',
};

export const TrainingSettings = () => {
  const training = usePlayground((state) => experimentIn(state).training);
  const seed = usePlayground((state) => experimentIn(state).seed);
  const { change, settle } = useActions();
  const set = (edit: Partial<Training>, key?: string): void => change(setTraining(edit), key && `training.${key}`);
  const { steps, batch, learningRate, optimizer, epsilon, restartEvery } = training;
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
      {optimizer === 'adam' ? (
        <FieldControl
          name="epsilon"
          field={settingFields.epsilon}
          value={epsilon}
          onChange={(value) => set({ epsilon: Number(value) }, 'epsilon')}
          onSettle={settle}
        />
      ) : null}
      {optimizer === 'adam' ? (
        <SwitchControl
          label="the optimiser starts afresh now and then"
          isOn={restartEvery > 0}
          onChange={(isOn) => set({ restartEvery: isOn ? restartField.default : 0 })}
        />
      ) : null}
      {optimizer === 'adam' && restartEvery > 0 ? (
        <FieldControl
          name="restartEvery"
          field={restartField}
          value={restartEvery}
          onChange={(value) => set({ restartEvery: Number(value) }, 'restartEvery')}
          onSettle={settle}
        />
      ) : null}
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
