/** What a bandit's policy knows of each answer: how often it draws it, what it has earned, and the bonus on top of that. */
import type { ReactElement } from 'react';
import { percentText } from '../settings/number-text';
import type { Look } from './looks';
import { plotOf } from './plot';
import { PlotFrame } from './plot-frame';
import { Sized } from './sized';

/** One answer. */
export interface Arm {
  readonly mean: number;
  readonly estimate: number;
  readonly bonus: number;
  /** π of it. */
  readonly probability: number;
}

interface Props {
  readonly arms: readonly Arm[];
  readonly step: number;
  readonly look: Look;
}

const Picture = ({ arms, step, look, width }: Props & { readonly width: number }): ReactElement => {
  const plot = plotOf({
    width,
    height: 220,
    margin: { left: 34, right: 12, top: 10, bottom: 40 },
    x: { domain: [0.4, arms.length + 0.6], ticks: arms.map((_, i) => i + 1) },
    y: { domain: [0, 1], ticks: 4 },
  });
  const half = (plot.x(2) - plot.x(1)) * 0.35;
  const likeliest = arms.reduce(
    (best, { probability }, i) => (probability > (arms[best]?.probability ?? 0) ? i : best),
    0,
  );
  const share = percentText(arms[likeliest]?.probability ?? 0);
  return (
    <PlotFrame
      label={`What it knows of each answer at step ${step} under seed 1: it draws answer ${likeliest + 1} most, with ${share}.`}
      plot={plot}
      title="answer"
    >
      {arms.map(({ mean, estimate, bonus, probability }, i) => {
        const x = plot.x(i + 1);
        return (
          <g key={i}>
            <rect
              fill={look.color}
              opacity={0.25}
              x={x - half}
              width={2 * half}
              y={plot.y(probability)}
              height={plot.bottom - plot.y(probability)}
            />
            <line className="chart-stage" x1={x - half} x2={x + half} y1={plot.y(mean)} y2={plot.y(mean)} />
            <line
              className="chart-density"
              stroke={look.color}
              x1={x}
              x2={x}
              y1={plot.y(estimate)}
              y2={plot.y(Math.min(1, estimate + bonus))}
            />
            <circle className="chart-start" r={4} cx={x} cy={plot.y(estimate)} />
          </g>
        );
      })}
    </PlotFrame>
  );
};

export const ArmsPicture = (props: Props): ReactElement => (
  <Sized>{(width) => <Picture {...props} width={width} />}</Sized>
);
