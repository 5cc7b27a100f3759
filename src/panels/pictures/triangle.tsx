/** Where each policy stands among the three answers of a triangle. */
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import type { Truth } from './use-truth';

const view = latePart('The triangle', () => import('./triangle-view'));

export const Triangle = ({ truth }: { readonly truth: Truth }) => (
  <section aria-labelledby="triangle-title" className="density triangle">
    <h2 id="triangle-title">Where each policy stands among three answers</h2>
    <Late part={view} waiting={<div className="chart-placeholder" />}>
      {({ TriangleView }) => <TriangleView truth={truth} />}
    </Late>
  </section>
);
