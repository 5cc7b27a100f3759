/** A number as a slider with a field beside it to type into. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Input, NumberField } from 'react-aria-components';
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

/** Calls back when the thumb is let go of, and after each key: React's own `onChange` hears every move instead. */
const useSettled = (onSettle: () => void) => {
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onSettle);
  useEffect(() => {
    latest.current = onSettle;
  });
  useEffect(() => {
    const element = input.current;
    const settle = (): void => latest.current();
    element?.addEventListener('change', settle);
    return () => element?.removeEventListener('change', settle);
  }, []);
  return input;
};

/** The browser's own slider, unseen over one that is drawn: so a move renders little, and takes next to no time. */
const Slide = ({ label, field, value: told, onChange: tell, onSettle, described }: PartProps) => {
  const [value, onChange] = useMoved(told, tell);
  const { range, scale, integer, unit, higher } = field;
  const id = useId();
  const input = useSettled(onSettle);
  const ladder = useMemo(() => ladderOf({ range, scale, integer }), [range, scale, integer]);
  const stop = stopNear(ladder, value, field);
  const place = `${(100 * stop) / Math.max(1, ladder.length - 1)}%`;
  return (
    <>
      <label className="control-label" htmlFor={id}>
        <span title={descriptionOf(higher)}>{label}</span>
        {unit === '' ? null : <span className="unit"> {unit}</span>}
      </label>
      <div className="slider">
        <input
          ref={input}
          id={id}
          type="range"
          min={0}
          max={ladder.length - 1}
          step={1}
          value={stop}
          // A screen reader must hear the value, not the number of the stop.
          aria-valuetext={tickText(value)}
          aria-describedby={described ?? undefined}
          onChange={({ target }) => onChange(ladder[target.valueAsNumber] ?? value)}
        />
        <div className="slider-fill" style={{ width: place }} />
        <div className="slider-thumb" style={{ left: place }} />
      </div>
    </>
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
