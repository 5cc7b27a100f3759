/** What runs are judged by where that is not the true reward, and how the plane shows it. */
import { useMemo } from 'react';
import type { Belief } from '../../charts/plane-beliefs';
import { rewardScale } from '../../math/reward-scale';
import { isJudgedByModel } from '../../methods/own-judge';
import { appliesIn } from '../../metrics/applies';
import { experimentIn } from '../../state/store';
import { usePlayground } from '../use-playground';
import type { TrueWorld } from './use-truth';

const raters: Belief = { metric: 'raterReward', who: 'the raters', onScale: (value) => value };

/** One entry a run. */
export const useBeliefs = (world: TrueWorld): readonly (Belief | null)[] => {
  const key = usePlayground((state) => experimentIn(state).runs.map(isJudgedByModel).join());
  return useMemo(() => {
    const ratersErr = appliesIn(world, 'raterReward');
    const { mean, deviation } = rewardScale(world);
    const model: Belief = {
      metric: 'modelReward',
      who: 'the reward model',
      onScale: (value) => mean + deviation * value,
    };
    return key.split(',').map((isByModel) => {
      if (isByModel === 'true') return model;
      return ratersErr ? raters : null;
    });
  }, [world, key]);
};

const texts: Readonly<Record<Belief['metric'], string>> = {
  raterReward: 'by the raters’ reward, which labels follow and the frontier does not bound.',
  modelReward:
    'as the reward model sees them; its rewards are given the mean and the spread that the true ones have under π_ref.',
};

export const BeliefsKey = ({ beliefs }: { readonly beliefs: readonly (Belief | null)[] }) => {
  const believed = [...new Set(beliefs.flatMap((belief) => (belief === null ? [] : [belief.metric])))];
  return believed.map((metric) => (
    <p key={metric} className="hint">
      Rings and dots: the same policies {texts[metric]}
    </p>
  ));
};
