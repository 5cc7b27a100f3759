/** What the fitted reward model believes, beside the truth: nothing where no run is judged by one. */
import { useId } from 'react';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import type { Truth } from './use-truth';

const view = latePart('The reward model', () => import('./reward-model-view'));

export const RewardModel = ({ truth }: { readonly truth: Truth }) => {
  const titleId = useId();
  const { modelReward } = truth.world;
  if (modelReward === undefined) return null;
  return (
    <section aria-labelledby={titleId} className="reward-model">
      <h2 id={titleId}>What the reward model believes</h2>
      <Late part={view} waiting={<div className="chart-placeholder" />}>
        {({ RewardModelView }) => <RewardModelView world={truth.world} model={modelReward} />}
      </Late>
    </section>
  );
};
