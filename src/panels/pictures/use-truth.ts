/** What is known exactly before anything trains: the world's tables, the optimum π* and the frontier. */
import { useMemo } from 'react';
import { type FrontierPoint, frontier, frontierPoint, optimum } from '../../math/optimum';
import { experimentIn } from '../../state/store';
import { worldById } from '../../worlds';
import type { World } from '../../worlds/world';
import { usePlayground } from '../use-playground';

export interface Truth {
  readonly world: World;
  /** log π*, [prompts, responses]. */
  readonly logStar: Float64Array;
  /** Where π* stands between reward and KL. */
  readonly star: FrontierPoint;
  readonly frontier: readonly FrontierPoint[];
}

export const useTruth = (): Truth => {
  const { id, params } = usePlayground((state) => experimentIn(state).world);
  const beta = usePlayground((state) => experimentIn(state).beta);
  const world = useMemo(() => {
    const definition = worldById(id);
    if (definition === undefined) throw new RangeError(`No world is called ${JSON.stringify(id)}.`);
    return definition.build(params);
  }, [id, params]);
  const border = useMemo(() => frontier(world), [world]);
  return useMemo(
    () => ({ world, logStar: optimum(world, beta), star: frontierPoint(world, beta), frontier: border }),
    [world, beta, border],
  );
};
