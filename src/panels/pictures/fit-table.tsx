/** What the fitted curves of over-optimisation say of each run, in numbers and words. */
import { fitsOf, isShown, leastRSquared, type RunFit } from '../../charts/fits';
import type { ChartRun } from '../../charts/looks';
import { useSeriesNow } from '../../charts/use-series-now';
import { compactText } from '../../experiment/number-text';
import { useSeries } from '../use-playground';

const peakText = (fit: RunFit | null): string => {
  if (fit === null) return 'too little to fit yet';
  if (!isShown(fit)) return `no fit drawn: R² below ${leastRSquared}`;
  if (fit.peak === null) return 'none: it rises on';
  if (fit.peak.distance > fit.farthest) return `not reached by √KL ${compactText(fit.farthest)}`;
  const { distance, gain } = fit.peak;
  return `${compactText(gain)} at √KL ${compactText(distance)}`;
};

interface Props {
  readonly runs: readonly ChartRun[];
  /** Expected reward of the reference. */
  readonly origin: number;
}

export const FitTable = ({ runs, origin }: Props) => {
  const series = useSeries();
  useSeriesNow(series);
  const fits = fitsOf(series, runs.length, origin);
  return (
    <table className="movers fits">
      <caption>Fit of the gain in true reward: R(d) = d(α − β log d), d = √KL(π‖π_ref)</caption>
      <thead>
        <tr>
          <th scope="col">run</th>
          <th scope="col">R²</th>
          <th scope="col">predicted peak</th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ name, look }, run) => {
          const fit = fits[run] ?? null;
          return (
            <tr key={run}>
              <th scope="row" style={{ color: look.color }}>
                {name}
              </th>
              <td>{compactText(fit?.rSquared ?? Number.NaN)}</td>
              <td>{peakText(fit)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
