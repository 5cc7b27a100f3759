/** Several references, and how far each run is from each: nothing in worlds where all runs share one. */
import { readsSecond } from '../../methods/own-reference';
import { experimentIn } from '../../state/store';
import { usePlayground } from '../use-playground';
import { ReferencesView } from './references-view';
import type { Truth } from './use-truth';

export const References = ({ truth: { world, isPrepared } }: { readonly truth: Truth }) => {
  const isSecondRead = usePlayground((state) => experimentIn(state).runs.some(readsSecond));
  const logSecond = world.second?.logRef;
  if (!isPrepared || !isSecondRead || logSecond === undefined) return null;
  return (
    <section aria-labelledby="references-title" className="references">
      <h2 id="references-title">Two references, and how far each run is from them</h2>
      <ReferencesView world={world} logSecond={logSecond} />
    </section>
  );
};
