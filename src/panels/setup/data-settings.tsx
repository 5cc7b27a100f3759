/** The preference data: how many, from where, and how they are labelled. */
import type { DataSettings as Data } from '../../experiment/experiment';
import { settingFields } from '../../experiment/settings';
import { setData } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { FieldControl } from '../controls/field-control';
import { SwitchControl } from '../controls/switch-control';
import { useActions, usePlayground } from '../use-playground';

export const DataSettings = () => {
  const data = usePlayground((state) => experimentIn(state).data);
  const { change, settle } = useActions();
  const set = (edit: Partial<Data>, key?: string): void => change(setData(edit), key && `data.${key}`);
  const { pairs, from, support, labels, flip } = data;
  return (
    <>
      <SwitchControl
        label="fresh groups every step"
        isOn={pairs === 'fresh'}
        onChange={(isFresh) => set({ pairs: isFresh ? 'fresh' : settingFields.pairs.default })}
      />
      {pairs === 'fresh' ? null : (
        <FieldControl
          name="pairs"
          field={settingFields.pairs}
          value={pairs}
          onChange={(value) => set({ pairs: Number(value) }, 'pairs')}
          onSettle={settle}
        />
      )}
      <FieldControl
        name="from"
        field={settingFields.from}
        value={from}
        onChange={(value) => set({ from: value === 'uniform' ? 'uniform' : 'reference' })}
        onSettle={settle}
      />
      <SwitchControl
        label="from a part of the responses only"
        isOn={support !== null}
        onChange={(isOn) =>
          set({ support: isOn ? { low: settingFields.low.default, high: settingFields.high.default } : null })
        }
      />
      {support === null
        ? null
        : (['low', 'high'] as const).map((end) => (
            <FieldControl
              key={end}
              name={end}
              field={settingFields[end]}
              value={support[end]}
              onChange={(value) => set({ support: supportWith(support, end, Number(value)) }, end)}
              onSettle={settle}
            />
          ))}
      <FieldControl
        name="labels"
        field={settingFields.labels}
        value={labels}
        onChange={(value) => set({ labels: value === 'deterministic' ? 'deterministic' : 'bradley-terry' })}
        onSettle={settle}
      />
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

/** Moves one end; the other gives way, so that the lower end stays the lower. */
const supportWith = (support: { low: number; high: number }, end: 'low' | 'high', value: number) =>
  end === 'low'
    ? { low: value, high: Math.max(value, support.high) }
    : { low: Math.min(value, support.low), high: value };
