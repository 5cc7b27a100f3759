/** What a promised bound asks for: the dual with its multiplier, and what the best policy under it earns. */
import { useMemo } from 'react';
import { DualPicture } from '../../charts/dual-picture';
import { Numbers } from '../../charts/numbers';
import { type DualPoint, dualAt } from '../../math/constrained';
import { fixedText } from '../../settings/number-text';
import { experimentIn } from '../../state/store';
import { promiseOf } from '../../worlds/promise';
import { usePlayground, useSeries } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import type { Promised, Truth } from './use-truth';

const count = 41;
const numberText = (value: number): string => fixedText(value, 3);

/** From 0 to well past λ*. */
const pointsOf = (truth: Truth, { lambda }: Promised, beta: number): readonly DualPoint[] => {
  const promise = promiseOf(truth.world);
  const most = Math.max(1, 2.5 * lambda);
  return promise === null
    ? []
    : Array.from({ length: count }, (_, i) => dualAt(promise, beta, (most * i) / (count - 1)));
};

const Rows = ({ points }: { readonly points: readonly DualPoint[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">λ</th>
        <th scope="col">D(λ)</th>
        <th scope="col">E[g]</th>
      </tr>
    </thead>
    <tbody>
      {points.map(({ lambda, value, safety }) => (
        <tr key={lambda}>
          <th scope="row">{numberText(lambda)}</th>
          <td>{numberText(value)}</td>
          <td>{numberText(safety)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Dual = ({ truth, promised }: { readonly truth: Truth; readonly promised: Promised }) => {
  const beta = usePlayground((state) => experimentIn(state).beta);
  const series = useSeries();
  const runs = useChartRuns();
  const points = useMemo(() => pointsOf(truth, promised, beta), [truth, promised, beta]);
  const { best, bound, optimum } = promised;
  return (
    <>
      <DualPicture points={points} best={best} bound={bound} runs={runs} series={series} />
      <p className="hint">
        {best.lambda === 0
          ? `π* keeps the bound as it is: E[g] = ${numberText(best.safety)} ≥ ${numberText(bound)}.`
          : `The best policy with E[g] ≥ ${numberText(bound)} earns E[r] = ${numberText(optimum.reward)}; without the bound ${numberText(truth.star.reward)}.`}
      </p>
      <Numbers summary="Numbers" caption="The dual of the promise" table={() => <Rows points={points} />} />
    </>
  );
};

/** Nothing where the world promises nothing. */
export const PromisePicture = ({ truth }: { readonly truth: Truth }) => {
  const { promised, isReferenceKnown, world } = truth;
  if (world.safety === null) return null;
  return (
    <section aria-labelledby="promise-title" className="promise">
      <h2 id="promise-title">The price of the promise, D(λ)</h2>
      {promised === null ? (
        <p className="hint">
          {isReferenceKnown ? 'No policy keeps this bound.' : 'It is known once the reference is.'}
        </p>
      ) : (
        <Dual truth={truth} promised={promised} />
      )}
    </section>
  );
};
