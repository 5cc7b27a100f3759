/** Handles on the peaks of the reward: their places, and their heights. */
import type { ReactElement } from 'react';
import { tickText } from '../settings/number-text';
import { DragHandle } from './drag-handle';
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

/** An SVG of its own over the picture, since a picture's parts are hidden from a screen reader and handles are not. */
export const PeakHandles = (props: PeakHandlesProps): ReactElement => {
  const { peaks, ranges, width, height, x, y, positionAt, rewardPerPixel, onChange, onDrag } = props;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: its handles have names of their own
    <svg className="chart-overlay" width={width} height={height}>
      {peaks.map((peak, index) => {
        const moveTo = (at: number, level: number) =>
          onChange(movePeak(peaks, index, { at, height: level }, ranges), false);
        return (
          <DragHandle
            key={index}
            label={`Peak ${index + 1} of the reward: left and right arrows move it, up and down change its height`}
            value={peak.at}
            range={ranges.at}
            valueText={`at ${tickText(peak.at)}, reward ${tickText(peak.height)}`}
            x={x(peak.at)}
            y={y(peak.height)}
            onMove={(left, top) => moveTo(positionAt(left), peak.height - (top - y(peak.height)) * rewardPerPixel)}
            onNudge={(right, up, isLarge) => {
              const size = isLarge ? step.large : step.small;
              moveTo(peak.at + right * size, peak.height + up * size);
            }}
            onSettle={() => onChange(peaks, true)}
            onHold={onDrag}
          />
        );
      })}
    </svg>
  );
};
