/** A number as a slider with a field beside it to type into. */
import { useId, useMemo } from 'react';
import { Input, Label, NumberField, Slider, SliderFill, SliderThumb, SliderTrack } from 'react-aria-components';
import type { NumberField as NumberFieldDescription } from '../../settings/fields';
import { tickText } from '../../settings/number-text';
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

export const NumberControl = ({ label, field, value, onChange, onSettle = () => {} }: Props) => {
  const id = useId();
  const { range, scale, integer } = field;
  const ladder = useMemo(() => ladderOf({ range, scale, integer }), [range, scale, integer]);
  const description = field.higher === '' ? '' : `Higher ${field.higher}.`;
  const [low, high] = range;
  return (
    <div className="number-control">
      <Slider
        minValue={0}
        maxValue={ladder.length - 1}
        value={stopNear(ladder, value, field)}
        onChange={(stop) => onChange(ladder[stop] ?? value)}
        onChangeEnd={onSettle}
      >
        <Label className="control-label">
          <span title={description}>{label}</span>
          {field.unit === '' ? null : <span className="unit"> {field.unit}</span>}
        </Label>
        <SliderTrack>
          {({ state }) => {
            // A screen reader must hear the value, not the number of the stop; react-aria knows states by identity.
            Object.assign(state, { getThumbValueLabel: () => tickText(value) });
            return (
              <>
                <SliderFill style={{ height: 4 }} />
                <SliderThumb {...(description === '' ? {} : { 'aria-describedby': id })} />
              </>
            );
          }}
        </SliderTrack>
      </Slider>
      <NumberField
        aria-label={label}
        minValue={low}
        maxValue={high}
        value={value}
        onChange={(typed) => {
          if (!Number.isFinite(typed)) return;
          onChange(integer ? Math.round(typed) : typed);
          onSettle();
        }}
        formatOptions={typedFormat}
        isWheelDisabled
      >
        <Input />
      </NumberField>
      {description === '' ? null : (
        <span id={id} hidden>
          {description}
        </span>
      )}
    </div>
  );
};
