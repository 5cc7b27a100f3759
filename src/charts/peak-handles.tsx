/** Handles on the peaks of the reward: dragged by pointer or touch, moved by arrow keys. */
import { type KeyboardEvent, type PointerEvent, type ReactElement, useRef } from 'react';
import { formatTick } from './format';
import { movePeak, type Peak, type PeakRanges } from './peaks';

export interface PeakHandlesProps {
  readonly peaks: readonly Peak[];
  readonly ranges: PeakRanges;
  readonly width: number;
  readonly height: number;
  readonly x: (at: number) => number;
  readonly y: (height: number) => number;
  readonly positionAt: (x: number) => number;
  readonly rewardPerPixel: number;
  readonly onChange: (peaks: readonly Peak[], final: boolean) => void;
  /** Called at the start and the end of a drag, in which the scale of rewards must stand still. */
  readonly onDrag: (active: boolean) => void;
}

const step = { small: 0.1, large: 0.5 } as const;
const arrows: Readonly<Record<string, readonly [at: number, height: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface Grip {
  readonly peak: Peak;
  readonly x: number;
  readonly y: number;
}

const PeakHandle = ({ index, peak, ...props }: PeakHandlesProps & { readonly index: number; readonly peak: Peak }) => {
  const { peaks, ranges, x, y, positionAt, rewardPerPixel, onChange, onDrag } = props;
  const grip = useRef<Grip | null>(null);
  const isKeyed = useRef(false);

  const take = (event: PointerEvent<SVGGElement>) => {
    if (!event.isPrimary || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { peak, x: event.clientX, y: event.clientY };
    onDrag(true);
  };
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (grip.current === null) return;
    const from = grip.current;
    const at = positionAt(x(from.peak.at) + event.clientX - from.x);
    const height = from.peak.height - (event.clientY - from.y) * rewardPerPixel;
    onChange(movePeak(peaks, index, { at, height }, ranges), false);
  };
  const drop = () => {
    if (grip.current === null) return;
    grip.current = null;
    onDrag(false);
    onChange(peaks, true);
  };
  const press = (event: KeyboardEvent<SVGGElement>) => {
    const arrow = arrows[event.key];
    if (arrow === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const size = event.shiftKey ? step.large : step.small;
    isKeyed.current = true;
    onChange(
      movePeak(peaks, index, { at: peak.at + arrow[0] * size, height: peak.height + arrow[1] * size }, ranges),
      false,
    );
  };
  const settle = () => {
    if (!isKeyed.current) return;
    isKeyed.current = false;
    onChange(peaks, true);
  };

  return (
    <g
      className="chart-handle"
      role="slider"
      tabIndex={0}
      aria-label={`Peak ${index + 1} of the reward: left and right arrows move it, up and down change its height`}
      aria-valuenow={peak.at}
      aria-valuemin={ranges.at[0]}
      aria-valuemax={ranges.at[1]}
      aria-valuetext={`at ${formatTick(peak.at)}, reward ${formatTick(peak.height)}`}
      transform={`translate(${x(peak.at).toFixed(1)} ${y(peak.height).toFixed(1)})`}
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

/** An SVG of its own over the picture, since a picture's parts are hidden from a screen reader and handles are not. */
export const PeakHandles = (props: PeakHandlesProps): ReactElement => (
  // biome-ignore lint/a11y/noSvgWithoutTitle: its handles have names of their own
  <svg className="chart-overlay" width={props.width} height={props.height}>
    {props.peaks.map((peak, index) => (
      <PeakHandle key={index} index={index} peak={peak} {...props} />
    ))}
  </svg>
);
