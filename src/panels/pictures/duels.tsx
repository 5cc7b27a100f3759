/** A few answers in a circle of preferences: what each policy says, who beats whom, and the policy that nothing beats. */
import { useMemo } from 'react';
import { Numbers } from '../../charts/numbers';
import { SentencesPicture } from '../../charts/sentences-picture';
import type { Preference } from '../../math/preference';
import { percentText } from '../../settings/number-text';
import type { DuelsGeometry } from '../../worlds/geometry';
import { useSeries } from '../use-playground';
import { AnswersKey, AnswersTable } from './answers-parts';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';
import './duels.css';

interface WinsProps {
  readonly responses: readonly string[];
  readonly preference: Preference;
}

/** The fuller of colour the surer the winner; nothing for the loser. */
const shadeOf = (wins: number): string =>
  `color-mix(in srgb, var(--accent-free) ${Math.round(Math.max(0, 120 * (wins - 0.5)))}%, transparent)`;

const Wins = ({ responses, preference }: WinsProps) => (
  <table className="wins">
    <caption>How often the answer of the row is preferred to that of the column</caption>
    <thead>
      <tr>
        <td />
        {responses.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {preference.map((row, i) => (
        <tr key={responses[i]}>
          <th scope="row">{responses[i]}</th>
          {row.map((wins, j) => (
            <td key={responses[j]} style={{ background: shadeOf(wins) }}>
              {i === j ? '–' : percentText(wins)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

interface Props {
  readonly truth: Truth;
  /** The world's. */
  readonly geometry: DuelsGeometry;
}

export const Duels = ({ truth: { world }, geometry }: Props) => {
  const series = useSeries();
  const runs = useChartRuns();
  const optimum = useMemo(() => geometry.equilibrium.map(Math.log), [geometry]);
  const shown = { world, prompt: 0, runs, series, optimum };
  const marks = { reference: 'π_ref', optimum: 'equilibrium' };
  return (
    <section aria-labelledby="duels-title" className="duels">
      <h2 id="duels-title">What each policy says, and who beats whom</h2>
      <AnswersKey runs={runs} {...marks} hasOptimum />
      <SentencesPicture {...shown} />
      <Numbers
        summary="Numbers"
        caption="Probability of each answer"
        table={() => <AnswersTable shown={shown} marks={marks} />}
      />
      {world.preference === null ? null : <Wins responses={world.responses} preference={world.preference} />}
    </section>
  );
};
