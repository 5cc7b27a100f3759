/** Several references, and how far each run is from each: nothing in worlds where all runs share one. */
import { readsSecond } from '../../methods/own-reference';
import { experimentIn } from '../../state/store';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import { usePlayground } from '../use-playground';
import type { Truth } from './use-truth';

const view = latePart('The references', () => import('./references-view'));

export const References = ({ truth: { world, isPrepared } }: { readonly truth: Truth }) => {
  const isSecondRead = usePlayground((state) => experimentIn(state).runs.some(readsSecond));
  const logSecond = world.second?.logRef;
  if (!isPrepared || !isSecondRead || logSecond === undefined) return null;
  return (
    <section aria-labelledby="references-title" className="references">
      <h2 id="references-title">Two references, and how far each run is from them</h2>
      <Late part={view} waiting={<div className="chart-placeholder" />}>
        {({ ReferencesView }) => <ReferencesView world={world} logSecond={logSecond} />}
      </Late>
    </section>
  );
};
