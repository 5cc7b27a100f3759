/** Where each policy stands among the three answers of a triangle. */
import { lazy, Suspense } from 'react';
import type { Truth } from './use-truth';

const TriangleView = lazy(async () => ({ default: (await import('./triangle-view')).TriangleView }));

export const Triangle = ({ truth }: { readonly truth: Truth }) => (
  <section aria-labelledby="triangle-title" className="density triangle">
    <h2 id="triangle-title">Where each policy stands among three answers</h2>
    <Suspense fallback={<div className="chart-placeholder" />}>
      <TriangleView truth={truth} />
    </Suspense>
  </section>
);
