/** Connects the store, the curves and the training worker: what a person changes goes out, frames come in. */
import { changeBetween } from '../experiment/changes';
import type { Experiment } from '../settings/experiment';
import type { Event, Frame, Prepared, Request, Speeds, StageCancelled, StageReached } from '../worker/protocol';
import type { Series } from './series';
import { experimentIn, type Playground, type PlaygroundState, type StageStatus } from './store';
import { throttle } from './throttle';

/** What the controller needs of a training client. */
export interface TrainingPort {
  readonly send: (request: Request) => void;
  readonly dispose: () => void;
}

/** A peak dragged across the picture asks for a new start at every pixel: two loads are at least this far apart. */
const loadInterval = 200;
/** Points of a picture of weight space each way. */
const planeSize = 33;
/** The store hears of progress this often, in milliseconds; curves and densities do not pass through it. */
const reportInterval = 200;

/**
 * Trains what the store says until the returned function is called. Of a slider that moves it hears, as panels do, once the
 * frame with the moved thumb is painted: several moves in a frame are one message, and none holds the thumb up.
 */
export const connect = (
  playground: Playground,
  series: Series,
  openClient: (onEvent: (event: Event) => void) => TrainingPort,
): (() => void) => {
  const { store, drawn, actions } = playground;
  let epoch = 0;
  /** The epoch at the latest load: what is said of its reference stays true when a run is removed. */
  let loaded = 0;
  let known: Experiment = experimentIn(store.getState());
  let newest: Frame | null = null;
  let stages: readonly StageStatus[] = [];

  const reporting = throttle(() => {
    if (newest === null) return;
    const { steps, done, frozen, stepsPerSecond } = newest;
    actions.report({ step: steps.at(-1) ?? store.getState().engine.step, done, frozen, stepsPerSecond });
  }, reportInterval);

  const appendFrame = (frame: Frame): void => {
    const isFirst = newest === null;
    newest = frame;
    series.append(frame);
    reporting.ask();
    // Where nothing plays, what came last is what stays.
    if (isFirst || frame.done || !store.getState().playing) reporting.flush();
  };

  const reportingStages = throttle(() => actions.report({ stages }), reportInterval);

  const reach = (status: StageStatus): void => {
    stages = [...stages.filter(({ id }) => id !== status.id), status];
    reportingStages.ask();
  };

  const followStages = (event: StageReached | StageCancelled | Prepared): void => {
    if (event.epoch < loaded) return;
    if (event.type === 'stage') reach({ ...event.progress, isCancelled: false });
    else {
      if (event.type === 'cancelled') {
        const reached = stages.find(({ id }) => id === event.stage);
        reach({ id: event.stage, steps: 0, values: new Float64Array(0), ...reached, isCancelled: true });
      } else series.prepare(event);
      reportingStages.flush();
    }
  };

  const followSpeeds = (found: Speeds | null): void => {
    if (found === null) actions.report({ isTiming: false });
    else {
      const others = store.getState().engine.speeds.filter(({ runs }) => runs !== found.runs);
      actions.report({ speeds: [...others, found].toSorted((one, other) => one.runs - other.runs) });
    }
  };

  const client = openClient((event) => {
    // A backend once chosen serves later loads too; only frames and failures belong to one load.
    if (event.type === 'ready') actions.report({ backend: event.backend, timings: event.timings, isTiming: false });
    else if (event.type === 'notice') actions.notify(event.text);
    else if (event.type === 'stage' || event.type === 'cancelled' || event.type === 'prepared') followStages(event);
    else if (event.epoch !== epoch) return;
    else if (event.type === 'frame') appendFrame(event);
    else if (event.type === 'plane') actions.report({ weightPlane: event });
    else if (event.type === 'control') actions.answerControl(event.run);
    else if (event.type === 'speeds') followSpeeds(event.found);
    else actions.report({ failure: event.text });
  });

  const loading = throttle(() => {
    const { backendChoice: backend, playing, speed } = store.getState();
    client.send({ type: 'load', epoch, experiment: known, backend, playing, speed });
  }, loadInterval);

  const forgetFrames = (): void => {
    epoch++;
    newest = null;
    reporting.cancel();
  };

  const restart = (): void => {
    forgetFrames();
    loaded = epoch;
    stages = [];
    reportingStages.cancel();
    series.clear();
    actions.report({
      step: 0,
      done: false,
      frozen: [],
      failure: null,
      stages,
      weightPlane: null,
      isSeekingControl: false,
      speeds: [],
      isTiming: false,
    });
    loading.ask();
  };

  const update = (rows: readonly number[], wasLength: number): void => {
    if (rows.length !== wasLength) {
      forgetFrames();
      series.select(rows);
      const { frozen } = store.getState().engine;
      actions.report({
        frozen: rows.map((row) => frozen[row] ?? null),
        weightPlane: null,
        speeds: [],
        isTiming: false,
      });
    }
    client.send({ type: 'update', epoch, experiment: known, rows });
  };

  const followExperiment = (experiment: Experiment): void => {
    const change = changeBetween(known, experiment);
    const wasLength = known.runs.length;
    known = experiment;
    // A load that still waits will carry the change with it.
    if (change.kind === 'restart' || loading.isWaiting()) restart();
    else if (change.kind === 'live') update(change.rows, wasLength);
  };

  const follow = (state: PlaygroundState, previous: PlaygroundState): void => {
    const experiment = experimentIn(state);
    if (experiment !== known) followExperiment(experiment);
    if (state.restarts !== previous.restarts || state.backendChoice !== previous.backendChoice) restart();
    if (state.playing !== previous.playing || state.speed !== previous.speed) {
      loading.flush();
      if (!state.playing) reporting.flush();
      client.send(state.playing ? { type: 'play', speed: state.speed } : { type: 'pause' });
    }
    if (state.stepsAsked !== previous.stepsAsked) {
      loading.flush();
      client.send({ type: 'step', count: state.stepsAsked - previous.stepsAsked });
    }
    if (state.cancels !== previous.cancels) {
      loading.flush();
      client.send({ type: 'cancel', epoch: loaded });
    }
    if (state.planeAsked !== null && state.planeAsked !== previous.planeAsked) {
      client.send({ type: 'plane', epoch, through: state.planeAsked.through, size: planeSize });
    }
    if (state.controlAsked !== null && state.controlAsked !== previous.controlAsked) {
      client.send({ type: 'control', epoch, ...state.controlAsked });
    }
    if (state.speedsAsked !== null && state.speedsAsked !== previous.speedsAsked) {
      loading.flush();
      client.send({ type: 'speeds', epoch, counts: state.speedsAsked.counts });
    }
    if (state.extraCurves !== previous.extraCurves) client.send({ type: 'watch', metrics: state.extraCurves });
  };

  const unsubscribe = drawn.subscribe(follow);
  restart();
  return () => {
    unsubscribe();
    loading.cancel();
    reporting.cancel();
    reportingStages.cancel();
    client.dispose();
  };
};
