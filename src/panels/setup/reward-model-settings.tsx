/** How the reward model is fitted that runs are judged by. */

import { rewardModelFields } from '../../experiment/settings';
import type { RewardModelSettings as Settings } from '../../settings/experiment';
import { setRewardModel } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { ChoiceControl } from '../controls/choice-control';
import { FieldControl } from '../controls/field-control';
import { useActions, usePlayground } from '../use-playground';

const { kind: kindField, ...numberFields } = rewardModelFields;
const numberNames = [
  'hidden',
  'steps',
  'learningRate',
  'penalty',
] as const satisfies readonly (keyof typeof numberFields)[];

const kinds: readonly { readonly id: Settings['kind']; readonly text: string; readonly means: string }[] = [
  {
    id: 'mlp',
    text: 'two layers',
    means: 'Sees positions, features or words, so that what it learns of some answers carries over to others.',
  },
  { id: 'table', text: 'a table', means: 'A number for each answer: it learns nothing of answers that no pair has.' },
];

export const RewardModelSettings = () => {
  const model = usePlayground((state) => experimentIn(state).rewardModel);
  const { change, settle } = useActions();
  const { kind, ...values } = model;
  const names = numberNames.filter((name) => name !== 'hidden' || kind === 'mlp');
  return (
    <>
      <ChoiceControl
        label={kindField.label}
        options={kinds}
        value={kind}
        onChange={(id) => change(setRewardModel({ kind: id === 'table' ? 'table' : 'mlp' }))}
      />
      <p className="hint">{kinds.find(({ id }) => id === kind)?.means}</p>
      {names.map((name) => (
        <FieldControl
          key={name}
          name={name}
          field={numberFields[name]}
          value={values[name]}
          onChange={(value) => change(setRewardModel({ [name]: Number(value) }), `rewardModel.${name}`)}
          onSettle={settle}
        />
      ))}
      <p className="hint">How many pairs it sees, and of which answers, is set under Data.</p>
    </>
  );
};
