/** Reward against KL with the exact frontier: what each run has paid for what it got. */
import { lazy, Suspense } from 'react';
import { useSeries } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

const RewardKlPlane = lazy(async () => ({ default: (await import('../../charts/reward-kl-plane')).RewardKlPlane }));

export const Plane = ({ truth }: { readonly truth: Truth }) => (
  <section aria-labelledby="plane-title" className="plane">
    <h2 id="plane-title">Reward bought with KL</h2>
    <Suspense fallback={<div className="chart-placeholder" />}>
      <RewardKlPlane series={useSeries()} runs={useChartRuns()} frontier={truth.frontier} optimum={truth.star} />
    </Suspense>
  </section>
);
