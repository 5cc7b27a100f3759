/** Reward against KL with the exact frontier, or against √KL with the curve of over-optimisation through every run. */
import { useMemo, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { expectation } from '../../math/distribution';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import { useSeries } from '../use-playground';
import { BeliefsKey, useBeliefs } from './beliefs';
import { FitTable } from './fit-table';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

const chart = latePart('The plane', () => import('../../charts/reward-kl-plane'));

const views = [
  { id: 'kl', text: 'KL' },
  { id: 'root', text: '√KL with fit' },
] as const;
type View = (typeof views)[number]['id'];

export const Plane = ({ truth: { world, star, frontier, promised, isReferenceKnown } }: { readonly truth: Truth }) => {
  const series = useSeries();
  const runs = useChartRuns();
  const [view, setView] = useState<View>('kl');
  const start = useMemo(() => expectation(world.logRef, (i) => world.reward[i] ?? 0, world.responses.length), [world]);
  const beliefs = useBeliefs(world);
  const origin = view === 'root' ? start : null;
  return (
    <section aria-labelledby="plane-title" className="plane">
      <div className="section-head">
        <h2 id="plane-title">Reward bought with KL</h2>
        <ToggleButtonGroup
          className="segments"
          aria-label="Horizontal axis"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view]}
          onSelectionChange={(keys) => setView(keys.has('root') ? 'root' : 'kl')}
        >
          {views.map(({ id, text }) => (
            <ToggleButton key={id} id={id}>
              {text}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {isReferenceKnown ? (
        <Late part={chart} waiting={<div className="chart-placeholder" />}>
          {({ RewardKlPlane }) => (
            <>
              <RewardKlPlane
                series={series}
                runs={runs}
                beliefs={beliefs}
                frontier={frontier}
                optimum={star}
                promised={promised}
                origin={origin}
              />
              {origin === null ? <BeliefsKey beliefs={beliefs} /> : null}
            </>
          )}
        </Late>
      ) : (
        <p className="hint chart-placeholder">KL is measured from the reference: it is drawn once that is known.</p>
      )}
      {origin === null || !isReferenceKnown ? null : <FitTable runs={runs} origin={origin} />}
    </section>
  );
};
