/** The numbers of the bandit's two pictures. */
import type { Arm } from '../../charts/arms-picture';
import type { RegretCurves } from '../../charts/regret-picture';
import { fixedText, percentText } from '../../settings/number-text';

interface RegretProps {
  readonly times: readonly number[];
  readonly curves: readonly RegretCurves[];
}

/** Every so many of the times have a row. */
const every = 10;

const rangeText = ({ bySeed, median }: RegretCurves, i: number): string => {
  const values = bySeed.map((regrets) => regrets[i] ?? Number.NaN);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${fixedText(median[i] ?? Number.NaN, 0)} (${fixedText(least, 0)}…${fixedText(most, 0)})`;
};

export const RegretTable = ({ times, curves }: RegretProps) => (
  <table>
    <thead>
      <tr>
        <th scope="col">step</th>
        {curves.map(({ name }) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {times.map((time, i) =>
        (i + 1) % every === 0 ? (
          <tr key={time}>
            <th scope="row">{time}</th>
            {curves.map((curve) => (
              <td key={curve.name}>{rangeText(curve, i)}</td>
            ))}
          </tr>
        ) : null,
      )}
    </tbody>
  </table>
);

export const ArmsTable = ({ arms }: { readonly arms: readonly Arm[] }) => (
  <table>
    <thead>
      <tr>
        {['answer', 'really earns', 'has earned', 'bonus', 'drawn'].map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {arms.map(({ mean, estimate, bonus, probability }, i) => (
        <tr key={i}>
          <th scope="row">{i + 1}</th>
          <td>{fixedText(mean, 2)}</td>
          <td>{fixedText(estimate, 2)}</td>
          <td>{fixedText(bonus, 2)}</td>
          <td>{percentText(probability)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
