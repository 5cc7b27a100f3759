/** Where each policy stands among the three answers of a triangle. */
import type { SimplexGeometry } from '../../worlds/geometry';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import type { Truth } from './use-truth';

const view = latePart('The triangle', () => import('./triangle-view'));

interface Props {
  readonly truth: Truth;
  /** The world's. */
  readonly geometry: SimplexGeometry;
}

export const Triangle = (props: Props) => (
  <section aria-labelledby="triangle-title" className="density triangle">
    <h2 id="triangle-title">Where each policy stands among three answers</h2>
    <Late part={view} waiting={<div className="chart-placeholder" />}>
      {({ TriangleView }) => <TriangleView {...props} />}
    </Late>
  </section>
);
