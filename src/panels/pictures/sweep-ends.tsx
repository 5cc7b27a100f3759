/** What came of a sweep: one metric at the end over the knobs, as a picture and as numbers. */
import { useMemo, useState } from 'react';
import { type ChartRun, lookOf } from '../../charts/looks';
import { Numbers } from '../../charts/numbers';
import { finiteMedianOf, type KnobAxis, linesOf } from '../../charts/sweep-geometry';
import { SweepLines, SweepMap } from '../../charts/sweep-picture';
import { sweepableKnobs, valuesOf } from '../../experiment/sweep';
import { type MetricName, metricNames, metrics } from '../../metrics';
import { appliesIn, appliesToSome } from '../../metrics/applies';
import { atOptimum } from '../../metrics/at-optimum';
import { labelOf } from '../../settings/label';
import { compactText, tickText } from '../../settings/number-text';
import { ChoiceControl } from '../controls/choice-control';
import { Swatch } from '../runs/swatch';
import { endsOf, type SweepUnderway } from './use-sweep';
import type { Truth } from './use-truth';

interface Props {
  readonly underway: SweepUnderway;
  /** The runs of the experiment that was swept. */
  readonly runs: readonly ChartRun[];
  readonly truth: Truth;
}

/** The axes as the picture knows them. */
const axesOf = ({ sweep, settings }: SweepUnderway): readonly KnobAxis[] => {
  const run = settings[0]?.run;
  if (run === undefined) return [];
  const knobs = sweepableKnobs(run);
  return sweep.over.flatMap((axis) => {
    const field = knobs.get(axis.knob);
    if (field === undefined) return [];
    const values = valuesOf(axis, field);
    return [{ label: labelOf(axis.knob, field), values, isLog: field.scale === 'log' && axis.low > 0 }];
  });
};

const Rows = ({ underway, runs, median }: Omit<Props, 'truth'> & { readonly median: readonly number[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">run</th>
        {axesOf(underway).map(({ label }) => (
          <th key={label} scope="col">
            {label}
          </th>
        ))}
        <th scope="col">at the end</th>
      </tr>
    </thead>
    <tbody>
      {underway.settings.map(({ place, set }, i) => (
        <tr key={i}>
          <th scope="row" style={{ color: runs[place]?.look.color }}>
            {runs[place]?.name}
          </th>
          {Object.entries(set).map(([name, value]) => (
            <td key={name}>{tickText(value)}</td>
          ))}
          <td>{compactText(median[i] ?? Number.NaN)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

export const SweepEnds = ({ underway, runs, truth }: Props) => {
  const [asked, setAsked] = useState<MetricName>('reward');
  const [askedRun, setAskedRun] = useState(0);
  const { world, logStar, star } = truth;
  const offered = metricNames.filter(
    (name) => appliesIn(world, name) && appliesToSome(underway.experiment.runs, name) && name !== 'gradCosine',
  );
  const metric = offered.includes(asked) ? asked : 'reward';
  const { label, unit } = metrics[metric];
  const quantity = `${label}, ${unit}, at the end`;
  const axes = useMemo(() => axesOf(underway), [underway.settings]);
  const { ends, settings } = underway;
  const seeds = useMemo(() => endsOf(underway, metricNames.indexOf(metric)), [ends, settings, metric]);
  const places = settings.map(({ place }) => place);
  const median = settings.map((_, i) => finiteMedianOf(seeds.map((end) => end[i] ?? Number.NaN)));
  const [first, second] = axes;
  const swept = [...new Set(places)];
  const shownRun = swept.includes(askedRun) ? askedRun : (swept[0] ?? 0);
  const shown = runs[shownRun];
  const optimum = atOptimum(metric, world, logStar, star.beta);
  const ofShown = median.filter((_, i) => places[i] === shownRun);
  const finite = ofShown.filter(Number.isFinite);
  if (first === undefined || seeds.length === 0) return null;
  return (
    <>
      <ChoiceControl
        label="shows"
        options={offered.map((name) => ({ id: name, text: metrics[name].label }))}
        value={metric}
        onChange={(id) => setAsked(offered.find((name) => name === id) ?? asked)}
      />
      {second === undefined ? (
        <SweepLines quantity={quantity} axis={first} lines={linesOf(seeds, places)} runs={runs} optimum={optimum} />
      ) : (
        <>
          {swept.length > 1 ? (
            <ChoiceControl
              label="of"
              options={swept.map((run) => ({ id: String(run), text: runs[run]?.name ?? '' }))}
              value={String(shownRun)}
              onChange={(id) => setAskedRun(Number(id))}
            />
          ) : null}
          {shown === undefined ? null : (
            <SweepMap quantity={quantity} across={first} up={second} values={ofShown} run={shown} />
          )}
        </>
      )}
      {second === undefined ? (
        <p className="hint sweep-names">
          {swept.map((run) => {
            const { name, look } = runs[run] ?? { name: '', look: lookOf(run) };
            return (
              <span key={run} style={{ color: look.color }}>
                <Swatch look={look} /> {name}
              </span>
            );
          })}
        </p>
      ) : null}
      <p className="hint">
        {second === undefined
          ? `Each place is a training of its own${optimum === undefined ? '' : '; the dotted line is π*'}.`
          : `Each tile is a training of its own, from ${compactText(Math.min(...finite))} (faint) to ${compactText(Math.max(...finite))}.`}
        {seeds.length > 1 ? ` The median over ${seeds.length} seeds` : ''}
        {seeds.length > 1 ? (second === undefined ? ', with all of them in the shade.' : '.') : ''}
      </p>
      <Numbers
        summary="Numbers"
        caption={`${quantity}, over the sweep`}
        table={() => <Rows underway={underway} runs={runs} median={median} />}
      />
    </>
  );
};
