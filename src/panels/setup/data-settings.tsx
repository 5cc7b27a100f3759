/** The preference data: how many, from where, and how they are labelled. */

import { settingFields, settingWords } from '../../experiment/settings';
import type { DataSettings as Data, Support } from '../../settings/experiment';
import { setData } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { movedEnd, supportFor } from '../../state/support-edits';
import type { World } from '../../worlds/world';
import { ChoiceControl } from '../controls/choice-control';
import { FieldControl } from '../controls/field-control';
import { SwitchControl } from '../controls/switch-control';
import { useActions, usePlayground } from '../use-playground';
import { useWorld } from '../use-world';

type Set = (edit: Partial<Data>, key?: string) => void;

interface PartProps {
  readonly data: Data;
  readonly world: World;
  readonly set: Set;
}

const fixed = 'fixed';
const pairsTexts = [
  { id: settingWords.pairs, text: 'new every step' },
  { id: fixed, text: 'a fixed data set' },
  { id: settingWords.given, text: 'the world’s own' },
];

const Pairs = ({ data: { pairs }, world, set }: PartProps) => {
  const { settle } = useActions();
  const options = pairsTexts.filter(({ id }) => id !== settingWords.given || world.pairs !== null);
  const choose = (id: string): void => {
    if (id === settingWords.given) set({ pairs: settingWords.given, candidates: 2 });
    else set({ pairs: id === fixed ? settingFields.pairs.default : settingWords.pairs });
  };
  return (
    <>
      <ChoiceControl
        label="pairs"
        options={options}
        value={typeof pairs === 'number' ? fixed : pairs}
        onChange={choose}
      />
      {typeof pairs === 'number' ? (
        <FieldControl
          name="pairs"
          field={settingFields.pairs}
          value={pairs}
          onChange={(value) => set({ pairs: Number(value) }, 'pairs')}
          onSettle={settle}
        />
      ) : null}
    </>
  );
};

const SupportEnds = ({ support, set }: { readonly support: Support; readonly set: Set }) => {
  const { settle } = useActions();
  if ('maxLength' in support) {
    return (
      <FieldControl
        name="maxLength"
        field={settingFields.maxLength}
        value={support.maxLength}
        onChange={(value) => set({ support: { maxLength: Number(value) } }, 'maxLength')}
        onSettle={settle}
      />
    );
  }
  return (['low', 'high'] as const).map((end) => (
    <FieldControl
      key={end}
      name={end}
      field={settingFields[end]}
      value={support[end]}
      onChange={(value) => set({ support: movedEnd(support, end, Number(value)) }, end)}
      onSettle={settle}
    />
  ));
};

/** Where candidates come from; pairs that belong to the world are drawn from nowhere. */
const Candidates = ({ data: { from, support, nearDuplicates }, world, set }: PartProps) => {
  const { settle } = useActions();
  const part = supportFor(world);
  return (
    <>
      <FieldControl
        name="from"
        field={settingFields.from}
        value={from}
        onChange={(value) => set({ from: value === 'uniform' ? 'uniform' : 'reference' })}
        onSettle={settle}
      />
      {part === null ? null : (
        <SwitchControl
          label="from a part of the responses only"
          isOn={support !== null}
          onChange={(isOn) => set({ support: isOn ? part : null })}
        />
      )}
      {support === null ? null : <SupportEnds support={support} set={set} />}
      <FieldControl
        name="nearDuplicates"
        field={settingFields.nearDuplicates}
        value={nearDuplicates}
        onChange={(value) => set({ nearDuplicates: Number(value) }, 'nearDuplicates')}
        onSettle={settle}
      />
    </>
  );
};

export const DataSettings = () => {
  const data = usePlayground((state) => experimentIn(state).data);
  const world = useWorld();
  const { change, settle } = useActions();
  const set: Set = (edit, key) => change(setData(edit), key && `data.${key}`);
  const { pairs, labels, flip } = data;
  const isGiven = pairs === settingWords.given;
  const part = { data, world, set };
  return (
    <>
      <Pairs {...part} />
      {isGiven ? null : (
        <>
          <Candidates {...part} />
          <FieldControl
            name="labels"
            field={settingFields.labels}
            value={labels}
            onChange={(value) => set({ labels: value === 'deterministic' ? 'deterministic' : 'bradley-terry' })}
            onSettle={settle}
          />
        </>
      )}
      <FieldControl
        name="flip"
        field={settingFields.flip}
        value={flip}
        onChange={(value) => set({ flip: Number(value) }, 'flip')}
        onSettle={settle}
      />
    </>
  );
};
