/** What is swept: one knob of the runs or two, from where to where, and under how many seeds. */
import { sweepFields } from '../../experiment/settings';
import { mostAxes, type SweepableKnobs } from '../../experiment/sweep';
import type { Sweep, SweepAxis } from '../../settings/experiment';
import { logStart, type NumberField, type OptionalNumberField } from '../../settings/fields';
import { labelOf } from '../../settings/label';
import { ChoiceControl } from '../controls/choice-control';
import { NumberControl } from '../controls/number-control';

const none = 'none';
/** Values of a knob that can be told apart on the page. */
const mostValues = 64;
const countOfOne = 16;
const countOfTwo = 8;

/** The whole range of the knob, as its slider has it. */
export const axisOver = (
  knob: string,
  { range, scale }: NumberField | OptionalNumberField,
  count = countOfOne,
): SweepAxis => ({ knob, low: scale === 'log' ? logStart(range) : range[0], high: range[1], count });

interface Props {
  readonly sweep: Sweep;
  /** What of the runs can be swept. */
  readonly knobs: SweepableKnobs;
  /** Called for every change; `key` names a slider that is being moved. */
  readonly onChange: (sweep: Sweep, key?: string) => void;
  readonly onSettle: () => void;
}

export const SweepSettings = ({ sweep, knobs, onChange, onSettle }: Props) => {
  const { over, seeds } = sweep;
  const options = [...knobs].map(([id, field]) => ({ id, text: labelOf(id, field) }));
  const choose = (place: number, id: string): void => {
    const field = knobs.get(id);
    const others = over.slice(0, place);
    const count = place + 1 < mostAxes ? countOfOne : countOfTwo;
    const axes = field === undefined ? others : [...others, axisOver(id, field, count)];
    onChange({ ...sweep, over: axes });
  };
  return (
    <>
      {over.map((axis, place) => {
        const field = knobs.get(axis.knob);
        if (field === undefined) return null;
        const set = (part: Partial<SweepAxis>, name: string): void =>
          onChange({ ...sweep, over: over.with(place, { ...axis, ...part }) }, `${place}.${name}`);
        const others = options.filter(({ id }) => place === 0 || id !== over[0]?.knob);
        return (
          <div key={place} className="sweep-axis">
            <ChoiceControl
              label={place === 0 ? 'knob' : 'and knob'}
              options={place === 0 ? others : [{ id: none, text: 'none' }, ...others]}
              value={axis.knob}
              onChange={(id) => choose(place, id)}
            />
            <NumberControl
              label="from"
              field={field}
              value={axis.low}
              onChange={(low) => set({ low, high: Math.max(low, axis.high) }, 'low')}
              onSettle={onSettle}
            />
            <NumberControl
              label="to"
              field={field}
              value={axis.high}
              onChange={(high) => set({ high, low: Math.min(high, axis.low) }, 'high')}
              onSettle={onSettle}
            />
            <NumberControl
              label={sweepFields.count.label}
              field={{ ...sweepFields.count, range: [2, mostValues] }}
              value={axis.count}
              onChange={(count) => set({ count }, 'count')}
              onSettle={onSettle}
            />
          </div>
        );
      })}
      {over.length < mostAxes && options.length > 1 ? (
        <ChoiceControl
          label="and knob"
          options={[{ id: none, text: 'none' }, ...options.filter(({ id }) => id !== over[0]?.knob)]}
          value={none}
          onChange={(id) => choose(over.length, id)}
        />
      ) : null}
      <NumberControl
        label={sweepFields.seeds.label}
        field={sweepFields.seeds}
        value={seeds}
        onChange={(value) => onChange({ ...sweep, seeds: value }, 'seeds')}
        onSettle={onSettle}
      />
    </>
  );
};
