/** Where each policy puts its probability, over the landscape of the reward. */
import { useMemo } from 'react';
import { DensityPicture } from '../../charts/density-picture';
import { bestOnDataOf } from '../../experiment/asked-tables';
import { setParam } from '../../state/edits';
import { experimentIn } from '../../state/store';
import type { LineGeometry } from '../../worlds/geometry';
import { useActions, usePlayground, useSeries } from '../use-playground';
import { BestOnDataKey } from './best-on-data-key';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

interface Props {
  readonly truth: Truth;
  /** The world's. */
  readonly geometry: LineGeometry;
}

export const Density = ({ truth, geometry }: Props) => {
  const world = useMemo(() => ({ ...truth.world, geometry }), [truth.world, geometry]);
  const experiment = usePlayground(experimentIn);
  const { change, settle } = useActions();
  const runs = useChartRuns();
  const bestOnData = useMemo(
    () => (truth.isPrepared ? bestOnDataOf(world, experiment) : []),
    [truth.isPrepared, world, experiment],
  );
  return (
    <section aria-labelledby="density-title" className="density">
      <h2 id="density-title">Where each policy puts its probability</h2>
      <DensityPicture
        world={world}
        experiment={experiment}
        runs={runs}
        series={useSeries()}
        optimum={truth.logStar}
        bestOnData={bestOnData}
        onPeaksChange={(peaks, isFinal) => {
          change(
            setParam(
              'world',
              'peaks',
              peaks.map((peak) => ({ ...peak })),
            ),
            'world.peaks',
          );
          if (isFinal) settle();
        }}
      />
      <BestOnDataKey runs={runs} bestOnData={bestOnData} truth={truth} />
    </section>
  );
};
