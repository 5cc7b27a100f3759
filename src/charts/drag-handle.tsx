/** A handle in a picture: dragged by pointer or touch, moved by arrow keys. */
import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react';
import { translate } from './pixels';

export interface DragHandleProps {
  /** What it moves, and what the arrow keys do. */
  readonly label: string;
  /** Its first coordinate, which a screen reader takes for its value, with the range of that. */
  readonly value: number;
  readonly range: readonly [low: number, high: number];
  readonly valueText: string;
  /** Where it stands, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Dragged to this place, in pixels. */
  readonly onMove: (x: number, y: number) => void;
  /** Steps to the right and up, larger with Shift. */
  readonly onNudge: (right: number, up: number, isLarge: boolean) => void;
  /** Called once after a drag or after keys. */
  readonly onSettle: () => void;
  /** Called at the start and the end of a drag, in which scales must stand still. */
  readonly onHold: (active: boolean) => void;
}

const arrows: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export const DragHandle = (props: DragHandleProps): ReactElement => {
  const { label, value, range, valueText, x, y, onMove, onNudge, onSettle, onHold } = props;
  /** From the pointer to the middle of the handle. */
  const grip = useRef<{ readonly dx: number; readonly dy: number } | null>(null);
  const isKeyed = useRef(false);

  const take = (event: PointerEvent<SVGGElement>) => {
    if (!event.isPrimary || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { dx: x - event.clientX, dy: y - event.clientY };
    onHold(true);
  };
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (grip.current !== null) onMove(event.clientX + grip.current.dx, event.clientY + grip.current.dy);
  };
  const drop = () => {
    if (grip.current === null) return;
    grip.current = null;
    onHold(false);
    onSettle();
  };
  const press = (event: KeyboardEvent<SVGGElement>) => {
    const arrow = arrows[event.key];
    if (arrow === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    isKeyed.current = true;
    onNudge(arrow[0], arrow[1], event.shiftKey);
  };
  const settle = () => {
    if (!isKeyed.current) return;
    isKeyed.current = false;
    onSettle();
  };

  return (
    <g
      className="chart-handle"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuetext={valueText}
      transform={translate({ x, y })}
      onPointerDown={take}
      onPointerMove={drag}
      onLostPointerCapture={drop}
      onKeyDown={press}
      onKeyUp={settle}
      onBlur={settle}
    >
      <circle className="chart-handle-reach" r={22} />
      <circle className="chart-handle-ring" r={10} />
      <circle className="chart-handle-knob" r={5.5} />
    </g>
  );
};
