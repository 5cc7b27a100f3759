/** A number as a slider with a field beside it to type into. */
import { useId, useMemo, useState } from 'react';
import { Input, Label, NumberField, Slider, SliderFill, SliderThumb, SliderTrack } from 'react-aria-components';
import type { NumberField as NumberFieldDescription } from '../../settings/fields';
import { tickText } from '../../settings/number-text';
import { afterPaint } from '../after-paint';
import { ladderOf, stopNear } from './slider-scale';

interface Props {
  readonly label: string;
  readonly field: Omit<NumberFieldDescription, 'kind'>;
  readonly value: number;
  /** Called while the thumb moves, and for every typed number. */
  readonly onChange: (value: number) => void;
  /** Called when the thumb is let go of. */
  readonly onSettle?: () => void;
}

const typedFormat: Intl.NumberFormatOptions = { maximumSignificantDigits: 4, useGrouping: false };

/** The value, and how to change it: the page draws that a frame later, and the control that was used does at once. */
const useMoved = (value: number, onChange: Props['onChange']): readonly [number, Props['onChange']] => {
  const [moved, setMoved] = useState<{ readonly to: number } | null>(null);
  const move = (to: number): void => {
    const mine = { to };
    setMoved(mine);
    onChange(to);
    afterPaint(() => setMoved((latest) => (latest === mine ? null : latest)));
  };
  return [moved?.to ?? value, move];
};

interface PartProps extends Required<Props> {
  /** Of the description; null where there is none. */
  readonly described: string | null;
}

const Slide = ({ label, field, value: told, onChange: tell, onSettle, described }: PartProps) => {
  const [value, onChange] = useMoved(told, tell);
  const { range, scale, integer, unit, higher } = field;
  const ladder = useMemo(() => ladderOf({ range, scale, integer }), [range, scale, integer]);
  return (
    <Slider
      minValue={0}
      maxValue={ladder.length - 1}
      value={stopNear(ladder, value, field)}
      onChange={(stop) => onChange(ladder[stop] ?? value)}
      onChangeEnd={onSettle}
    >
      <Label className="control-label">
        <span title={descriptionOf(higher)}>{label}</span>
        {unit === '' ? null : <span className="unit"> {unit}</span>}
      </Label>
      <SliderTrack>
        {({ state }) => {
          // A screen reader must hear the value, not the number of the stop; react-aria knows states by identity.
          Object.assign(state, { getThumbValueLabel: () => tickText(value) });
          return (
            <>
              <SliderFill style={{ height: 4 }} />
              <SliderThumb {...(described === null ? {} : { 'aria-describedby': described })} />
            </>
          );
        }}
      </SliderTrack>
    </Slider>
  );
};

const Typed = ({ label, field, value: told, onChange: tell, onSettle }: PartProps) => {
  const [value, onChange] = useMoved(told, tell);
  const [low, high] = field.range;
  return (
    <NumberField
      aria-label={label}
      minValue={low}
      maxValue={high}
      value={value}
      onChange={(typed) => {
        if (!Number.isFinite(typed)) return;
        onChange(field.integer ? Math.round(typed) : typed);
        onSettle();
      }}
      formatOptions={typedFormat}
      isWheelDisabled
    >
      <Input />
    </NumberField>
  );
};

const descriptionOf = (higher: string): string => (higher === '' ? '' : `Higher ${higher}.`);

export const NumberControl = ({ onSettle = () => {}, ...props }: Props) => {
  const id = useId();
  const description = descriptionOf(props.field.higher);
  const part = { ...props, onSettle, described: description === '' ? null : id };
  return (
    <div className="number-control">
      <Slide {...part} />
      <Typed {...part} />
      {description === '' ? null : (
        <span id={id} hidden>
          {description}
        </span>
      )}
    </div>
  );
};
