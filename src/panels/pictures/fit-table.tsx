/** What the fitted curves of over-optimisation say of each run, in numbers and words. */
import { fitsOf, isShown, leastRSquared, peakOf, type RunFit } from '../../charts/fits';
import type { ChartRun } from '../../charts/looks';
import { useSeriesNow } from '../../charts/use-series-now';
import { compactText } from '../../settings/number-text';
import { useSeries } from '../use-playground';

const peakText = (fit: RunFit | null): string => {
  if (fit === null) return 'too little beyond its start to fit';
  if (!isShown(fit)) return `no fit drawn: R² below ${leastRSquared}`;
  const peak = peakOf(fit);
  if (peak === null) return 'none: it rises on';
  if (peak.kl > fit.farthest) return `not reached by √KL ${compactText(fit.farthest)}`;
  return `${compactText(peak.reward)} at √KL ${compactText(peak.kl)}`;
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
      <caption>
        Fit of the gain in true reward: R(d) = d(α − β log d), d = √KL(π‖π_ref), both from the run’s start on
      </caption>
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
