/** Says what is dotted in a run's colour: the best policy that stays on its data, and what that earns beside π*. */
import type { ChartRun } from '../../charts/looks';
import { meanUnder } from '../../math/distribution';
import { fixedText } from '../../settings/number-text';
import type { Truth } from './use-truth';

interface Props {
  readonly runs: readonly ChartRun[];
  /** One entry a run. */
  readonly bestOnData: readonly (Float64Array | null)[];
  readonly truth: Truth;
}

const rewardText = (value: number): string => fixedText(value, 2);

export const BestOnDataKey = ({ runs, bestOnData, truth: { world, star } }: Props) => {
  const earned = bestOnData.flatMap((best, run) =>
    best === null ? [] : [`${runs[run]?.name}: ${rewardText(meanUnder(best, world.reward, world.responses.length))}`],
  );
  if (earned.length === 0) return null;
  return (
    <p className="hint">
      Dotted in a run’s colour: the best policy that never leaves the data, at the settings of the run. It earns E[r]:{' '}
      {earned.join('; ')}; π*, which may leave them: {rewardText(star.reward)}.
    </p>
  );
};
