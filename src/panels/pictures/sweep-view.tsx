/** A sweep: what to sweep, how far it is, and what came of it; loaded when it is unfolded. */
import { useMemo } from 'react';
import { Button, Label, ProgressBar } from 'react-aria-components';
import { exceeded, pageBudget } from '../../experiment/budget';
import { type SweepableKnobs, type Swept, settingsOf, sweepableKnobs } from '../../experiment/sweep';
import type { Experiment, Run, Sweep } from '../../settings/experiment';
import { countText } from '../../settings/number-text';
import { isSame } from '../../settings/same';
import { setSweep } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { useActions, usePlayground } from '../use-playground';
import { SweepEnds } from './sweep-ends';
import { axisOver, SweepSettings } from './sweep-settings';
import { useChartRuns } from './use-chart-runs';
import { useSweep } from './use-sweep';
import type { Truth } from './use-truth';

/** The knobs of all runs, those that most runs have first. */
const knobsOfAll = (runs: readonly Run[]): SweepableKnobs => {
  const each = runs.map(sweepableKnobs);
  const names = [...new Set(each.flatMap((knobs) => [...knobs.keys()]))];
  const having = (name: string): number => each.filter((knobs) => knobs.has(name)).length;
  return new Map(
    names
      .toSorted((a, b) => having(b) - having(a))
      .flatMap((name) => {
        const field = each.find((knobs) => knobs.has(name))?.get(name);
        return field === undefined ? [] : [[name, field] as const];
      }),
  );
};

/** What an experiment that says no sweep would sweep first. */
const usualSweep = (knobs: SweepableKnobs): Sweep | undefined => {
  const [first] = knobs;
  return first && { over: [axisOver(...first)], seeds: 1 };
};

/** The settings to train; a text says why they cannot be trained here. */
const settingsHere = (experiment: Experiment, sweep: Sweep): readonly Swept[] | string => {
  const settings = settingsOf(experiment, sweep);
  if (typeof settings === 'string') return `This cannot be swept: ${settings}.`;
  const runs = settings.map(({ run }) => run);
  return exceeded({ ...experiment, runs }, { megabytes: pageBudget.megabytes ?? 0 }) === undefined
    ? settings
    : 'So many settings of this experiment do not fit into memory: take fewer values.';
};

export const SweepView = ({ truth }: { readonly truth: Truth }) => {
  const experiment = usePlayground(experimentIn);
  const runs = useChartRuns();
  const { change, settle } = useActions();
  const { underway, start, cancel } = useSweep();
  const knobs = useMemo(() => knobsOfAll(experiment.runs), [experiment.runs]);
  const sweep = useMemo(() => experiment.sweep ?? usualSweep(knobs), [experiment.sweep, knobs]);
  const settings = useMemo(() => (sweep === undefined ? '' : settingsHere(experiment, sweep)), [experiment, sweep]);
  if (sweep === undefined) return <p className="hint">No run has a knob to sweep.</p>;
  const canTrain = typeof settings !== 'string';
  const isRunning = underway !== null && underway.share < 1;
  const { sweep: _, ...now } = experiment;
  const { sweep: __, ...then } = underway?.experiment ?? experiment;
  return (
    <>
      <p className="hint">
        The knob takes each of these values in a training of its own, and what each comes to is drawn. The runs above go
        on as they are.
      </p>
      <SweepSettings
        sweep={sweep}
        knobs={knobs}
        onChange={(edited, key) => change(setSweep(edited), key && `sweep.${key}`)}
        onSettle={settle}
      />
      {canTrain ? null : <p className="hint">{settings}</p>}
      {isRunning ? (
        <>
          <ProgressBar className="progress" value={100 * underway.share}>
            {({ percentage, valueText }) => (
              <>
                <Label>{countText(underway.settings.length * underway.sweep.seeds)} runs</Label>
                <span className="progress-value">{valueText}</span>
                <span className="progress-track">
                  <span className="progress-fill" style={{ inlineSize: `${percentage ?? 0}%` }} />
                </span>
              </>
            )}
          </ProgressBar>
          <Button className="button" onPress={cancel}>
            Cancel
          </Button>
        </>
      ) : (
        <Button
          className="button"
          isDisabled={!canTrain}
          onPress={() => {
            // The link says what was swept.
            change(setSweep(sweep));
            if (canTrain) start(experiment, sweep, settings);
          }}
        >
          Train {countText(canTrain ? settings.length * sweep.seeds : 0)} runs
        </Button>
      )}
      {underway?.reason == null ? null : <p className="hint">The sweep stopped: {underway.reason}</p>}
      {underway === null || underway.experiment.runs.length !== runs.length ? null : (
        <>
          <SweepEnds underway={underway} runs={runs} truth={truth} />
          {isSame(now, then) ? null : <p className="hint">The experiment has changed since this was trained.</p>}
        </>
      )}
    </>
  );
};
