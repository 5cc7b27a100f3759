/** A reward model against the truth: over a line of responses, or a dot for each answer; how well it ranks, and its numbers. */
import { useCallback, useMemo } from 'react';
import { landscapeOf } from '../../charts/density-geometry';
import { ModelLinePicture } from '../../charts/model-line-picture';
import { ModelScatterPicture } from '../../charts/model-scatter-picture';
import { Numbers } from '../../charts/numbers';
import { orderedAlike, rankedAsLabelled } from '../../math/ranking';
import { onRewardScale, rewardScale } from '../../math/reward-scale';
import { percentText } from '../../settings/number-text';
import { usePrepared, useSeries } from '../use-playground';
import { BelievedTable, LineTable, OutliersTable } from './reward-model-tables';
import { useChartRuns } from './use-chart-runs';
import type { TrueWorld } from './use-truth';

interface Props {
  readonly world: TrueWorld;
  /** r̂ [N], standardised under π_ref. */
  readonly model: Float64Array;
}

/** Where the pairs lie that the model was fitted to, or pairs like them. */
const useSeen = (): ReadonlySet<number> => {
  const prepared = usePrepared();
  return useMemo(() => new Set([...(prepared?.chosen ?? []), ...(prepared?.rejected ?? [])]), [prepared]);
};

const Accuracy = ({ world: { logRef, reward, responses }, model }: Props) => {
  const prepared = usePrepared();
  const everywhere = useMemo(
    () => orderedAlike(logRef.map(Math.exp), reward, model, responses.length),
    [logRef, reward, model, responses],
  );
  if (prepared === null) return null;
  const onPairs = rankedAsLabelled(model, prepared.chosen, prepared.rejected);
  return (
    <p>
      It ranks {percentText(onPairs)} of the pairs as they are labelled, and {percentText(everywhere)} of all pairs of
      π_ref’s answers as the true reward does.
    </p>
  );
};

export const RewardModelView = ({ world, model }: Props) => {
  const series = useSeries();
  const runs = useChartRuns();
  const seen = useSeen();
  const { geometry, reward } = world;
  const scale = useMemo(() => rewardScale(world), [world]);
  const believed = useMemo(() => onRewardScale(model, scale), [model, scale]);
  const line = useMemo(() => {
    if (geometry.kind !== 'line') return null;
    const { positions } = geometry;
    const profileOf = (table: Float64Array) => landscapeOf({ ...world, geometry, reward: table }).reward;
    const places = [...seen].map((response) => positions[response % positions.length] ?? 0);
    return { positions, reward: profileOf(reward), believed: profileOf(believed), seen: places };
  }, [world, geometry, reward, believed, seen]);
  const onScale = useCallback((value: number) => scale.mean + scale.deviation * value, [scale]);
  return (
    <>
      {line === null ? (
        <ModelScatterPicture {...{ reward, believed, seen, runs, series, onScale }} />
      ) : (
        <ModelLinePicture {...line} />
      )}
      <Accuracy world={world} model={model} />
      <p className="hint">
        {line === null
          ? 'A dot is an answer, darker where a pair has it; on the dotted line the model is right. Paths are the runs, averaged over their answers.'
          : 'Ticks are the responses that pairs have.'}{' '}
        The model’s rewards are given the mean and the spread that the true ones have under π_ref.
      </p>
      <Numbers
        summary="Numbers"
        caption={line === null ? 'The answers that the model overrates and underrates most' : 'The model and the truth'}
        table={() => (line === null ? <OutliersTable world={world} believed={believed} /> : <LineTable {...line} />)}
      >
        {line === null ? <BelievedTable runs={runs} onScale={onScale} /> : null}
      </Numbers>
    </>
  );
};
