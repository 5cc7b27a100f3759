/** Where each policy stands among the three answers of a triangle. */
import { lazy, Suspense } from 'react';
import type { SimplexGeometry } from '../../worlds/geometry';
import type { Truth } from './use-truth';

const TriangleView = lazy(async () => ({ default: (await import('./triangle-view')).TriangleView }));

interface Props {
  readonly truth: Truth;
  /** The world's. */
  readonly geometry: SimplexGeometry;
}

export const Triangle = (props: Props) => (
  <section aria-labelledby="triangle-title" className="density triangle">
    <h2 id="triangle-title">Where each policy stands among three answers</h2>
    <Suspense fallback={<div className="chart-placeholder" />}>
      <TriangleView {...props} />
    </Suspense>
  </section>
);
