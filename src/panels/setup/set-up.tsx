/** What all runs share: what the policy can be, candidates, the optimum’s β, and the settings behind their names. */
import { settingFields, settingWords } from '../../experiment/settings';
import { setData } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { FieldControl } from '../controls/field-control';
import { useActions, usePlayground } from '../use-playground';
import { Capacity } from './capacity';
import { PathologySwitches } from './pathology-switches';
import { Settings } from './settings';

const betaField = { ...settingFields.beta, label: 'β of π*' };

const Yardstick = () => {
  const candidates = usePlayground((state) => experimentIn(state).data.candidates);
  const isGiven = usePlayground((state) => experimentIn(state).data.pairs === settingWords.given);
  const beta = usePlayground((state) => experimentIn(state).beta);
  const { change, settle } = useActions();
  return (
    <>
      {isGiven ? null : (
        <FieldControl
          name="candidates"
          field={settingFields.candidates}
          value={candidates}
          onChange={(value) => change(setData({ candidates: Number(value) }), 'data.candidates')}
          onSettle={settle}
        />
      )}
      <FieldControl
        name="beta"
        field={betaField}
        value={beta}
        onChange={(value) => change((experiment) => ({ ...experiment, beta: Number(value) }), 'beta')}
        onSettle={settle}
      />
    </>
  );
};

export const SetUp = () => (
  <>
    <div>
      <Capacity />
      <Yardstick />
    </div>
    <div>
      <Settings />
      <PathologySwitches />
    </div>
  </>
);
