/** The state of the page: the experiment with its history, how it plays, what the engine last said. No React here. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isTuning } from '../experiment/changes';
import type { Frozen } from '../experiment/frozen';
import { heldToBudget } from '../experiment/held-to-budget';
import { repairExperiment } from '../experiment/repair';
import { settingFields } from '../experiment/settings';
import type { StageProgress } from '../experiment/stages';
import type { MetricName } from '../metrics';
import type { Experiment, Run } from '../settings/experiment';
import type {
  BackendChoice,
  BackendName,
  BackendTiming,
  PlanePoints,
  Speed,
  Speeds,
  WeightPicture,
} from '../worker/protocol';
import { type History, record, redo, settle, startHistory, undo } from './history';
import { insertRun, replaceExperiment, type Setup, setupOf } from './setup';

/** Something the visitor should know: what a link changed, which backend took over. */
export interface Notice {
  readonly id: number;
  readonly text: string;
}

/** What is known of a stage before training. */
export interface StageStatus extends StageProgress {
  readonly isCancelled: boolean;
}

/** What the engine last said. */
export interface EngineStatus {
  readonly backend: BackendName | null;
  readonly timings: readonly BackendTiming[];
  readonly stepsPerSecond: number;
  readonly step: number;
  readonly done: boolean;
  /** One entry a run; empty before the first frame. */
  readonly frozen: readonly (Frozen | null)[];
  /** Why nothing trains; null while all is well. */
  readonly failure: string | null;
  /** Those reached so far, in their order. */
  readonly stages: readonly StageStatus[];
  /** The plane of weight space that was drawn last, without a picture where its three points lie on one line. */
  readonly weightPlane: { readonly picture: WeightPicture | null } | null;
  /** Whether it looks for a control at equal KL. */
  readonly isSeekingControl: boolean;
  /** How fast each engine was found to be, by the number of runs, and whether more is being found. */
  readonly speeds: readonly Speeds[];
  readonly isTiming: boolean;
}

export interface PlaygroundState {
  readonly history: History<Setup>;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly backendChoice: BackendChoice;
  readonly engine: EngineStatus;
  readonly notices: readonly Notice[];
  /** Charts shown beside the usual ones. */
  readonly extraCurves: readonly MetricName[];
  /** The run, by its row, under which the ledger lists what gained and what lost. */
  readonly moversRun: number;
  /** The points of weight space whose plane was last asked for: a new object each time. */
  readonly planeAsked: { readonly through: PlanePoints } | null;
  /** The run, and the KL(π‖π_ref) it is to have, that a coefficient was last asked for: a new object each time. */
  readonly controlAsked: { readonly run: Run; readonly kl: number } | null;
  /** Numbers of runs with which all engines were last to be timed, none to give that up: a new object each time. */
  readonly speedsAsked: { readonly counts: readonly number[] } | null;
  /** Counts the times training was asked to start anew from the same experiment. */
  readonly restarts: number;
  /** Counts the single steps asked for. */
  readonly stepsAsked: number;
  /** Counts the times the stages before training were to be given up. */
  readonly cancels: number;
}

const idleEngine: EngineStatus = {
  backend: null,
  timings: [],
  stepsPerSecond: 0,
  step: 0,
  done: false,
  frozen: [],
  failure: null,
  stages: [],
  weightPlane: null,
  isSeekingControl: false,
  speeds: [],
  isTiming: false,
};

export interface Actions {
  /** Edits the experiment as one entry of the history; entries in a row with the same `key` are one. */
  readonly change: (edit: (experiment: Experiment) => Experiment, key?: string) => void;
  /** As `change`, for edits that add or remove runs. */
  readonly changeSetup: (edit: (setup: Setup) => Setup, key?: string) => void;
  /** A slider or a peak was let go of: the next change of it is another entry, unless it follows at once. */
  readonly settle: () => void;
  /** Opens an experiment from a lesson or a link, and says what the link changed. */
  readonly open: (experiment: Experiment, notices: readonly string[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly togglePlay: () => void;
  readonly stepOnce: () => void;
  /** From step 0 with the same numbers; plays on if it was playing. */
  readonly reset: () => void;
  readonly newSeed: () => void;
  /** Gives up the stages before training; nothing trains until they are started anew. */
  readonly cancelStages: () => void;
  readonly setSpeed: (speed: Speed) => void;
  readonly chooseBackend: (backend: BackendChoice) => void;
  readonly notify: (text: string) => void;
  readonly dismiss: (id: number) => void;
  readonly addCurve: (metric: MetricName) => void;
  readonly removeCurve: (metric: MetricName) => void;
  readonly showMovers: (run: number) => void;
  readonly askWeightPlane: (through: PlanePoints) => void;
  /** Asks for the coefficient with which this run goes so far from π_ref, nats; the run is added with it. */
  readonly askControl: (run: Run, kl: number) => void;
  /** What was found; null for nothing. */
  readonly answerControl: (run: Run | null) => void;
  /** Times every engine with each of these numbers of runs; none give up what is under way. */
  readonly askSpeeds: (counts: readonly number[]) => void;
  readonly report: (status: Partial<EngineStatus>) => void;
}

/** Milliseconds in which a press that meant Pause may still come after the last step. */
const handOnTheWay = 300;

export interface Playground {
  readonly store: StoreApi<PlaygroundState>;
  /** The state as panels draw it, the engine trains it and the address says it: numbers of runs may be a frame behind. */
  readonly drawn: Pick<StoreApi<PlaygroundState>, 'getState' | 'getInitialState' | 'subscribe'>;
  readonly actions: Actions;
}

export const setupIn = (state: PlaygroundState): Setup => state.history.present;
export const experimentIn = (state: PlaygroundState): Experiment => state.history.present.experiment;
export const canUndo = (state: PlaygroundState): boolean => state.history.past.length > 0;
export const canRedo = (state: PlaygroundState): boolean => state.history.future.length > 0;

const withNotice = (notices: readonly Notice[], text: string): readonly Notice[] => {
  if (notices.some((notice) => notice.text === text)) return notices;
  const id = 1 + Math.max(0, ...notices.map((notice) => notice.id));
  return [...notices, { id, text }];
};

/** The next seed; after the largest the smallest. */
const seedAfter = (seed: number): number => {
  const [least, most] = settingFields.seed.range;
  return seed < most ? seed + 1 : least;
};

/**
 * Controls keep each value in its range, so that a slider of a run asks for nothing more; what does not fit together, such
 * as a support without responses, is mended here, and so is what would be too much work, which is said.
 */
const valid = (setup: Setup, former: Setup): { readonly setup: Setup; readonly said: readonly string[] } => {
  if (isTuning(former.experiment, setup.experiment)) return { setup, said: [] };
  const held = heldToBudget(setup.experiment, former.experiment);
  const { experiment, changes } = repairExperiment(held.experiment);
  const mended = changes.length === 0 ? held.experiment : experiment;
  return { setup: replaceExperiment(setup, mended), said: held.changes };
};

/** Whether nothing but numbers of runs has changed, as it does at each move of a slider. */
const isMove = ({ history, ...others }: PlaygroundState, { history: former, ...before }: PlaygroundState): boolean =>
  isTuning(former.present.experiment, history.present.experiment) &&
  Object.entries(others).every(([name, value]) => value === before[name as keyof typeof before]);

/** Follows the store at once, but for moves of sliders: several of them are one change, which comes `later`. */
const drawnFrom = (store: StoreApi<PlaygroundState>, later: (act: () => void) => void): Playground['drawn'] => {
  const drawn = createStore(() => store.getState());
  const catchUp = (): void => drawn.setState(store.getState(), true);
  let isWaiting = false;
  store.subscribe((state, previous) => {
    if (!isMove(state, previous)) catchUp();
    else if (!isWaiting) {
      isWaiting = true;
      later(() => {
        isWaiting = false;
        catchUp();
      });
    }
  });
  return drawn;
};

interface PlaygroundOptions {
  /** Whether what opens plays at once; false where nothing should move by itself. */
  readonly opensPlaying?: () => boolean;
  /** Milliseconds. */
  readonly now?: () => number;
  /** Does what can wait until the next frame is painted; at once where nothing is. */
  readonly later?: (act: () => void) => void;
}

export const createPlayground = (
  initial: Experiment,
  { opensPlaying = () => true, now = () => performance.now(), later = (act) => act() }: PlaygroundOptions = {},
): Playground => {
  const store = createStore<PlaygroundState>(() => ({
    history: startHistory(setupOf(initial)),
    playing: opensPlaying(),
    speed: 1,
    backendChoice: 'auto',
    engine: idleEngine,
    notices: [],
    extraCurves: [],
    moversRun: 0,
    planeAsked: null,
    controlAsked: null,
    speedsAsked: null,
    restarts: 0,
    stepsAsked: 0,
    cancels: 0,
  }));
  const update = (edit: (state: PlaygroundState) => Partial<PlaygroundState>): void => store.setState(edit);

  const changeSetup: Actions['changeSetup'] = (edit, key) =>
    update((state) => {
      const former = setupIn(state);
      const { setup, said } = valid(edit(former), former);
      return {
        history: record(state.history, setup, key ?? null, now()),
        notices: said.reduce(withNotice, state.notices),
      };
    });
  const change: Actions['change'] = (edit, key) =>
    changeSetup((setup) => replaceExperiment(setup, edit(setup.experiment)), key);
  const reset: Actions['reset'] = () => update((state) => ({ restarts: state.restarts + 1 }));
  let finishedAt = Number.NEGATIVE_INFINITY;
  const notify: Actions['notify'] = (text) => update((state) => ({ notices: withNotice(state.notices, text) }));

  const actions: Actions = {
    change,
    changeSetup,
    settle: () => update((state) => ({ history: settle(state.history, now()) })),
    open: (experiment, notices) => {
      // Said before the experiment comes, which would be loaded playing if the former one did.
      update(() => ({ playing: opensPlaying() }));
      changeSetup(() => setupOf(experiment));
      update(() => ({ notices: [] }));
      for (const text of notices) notify(text);
    },
    undo: () => update((state) => ({ history: undo(state.history) })),
    redo: () => update((state) => ({ history: redo(state.history) })),
    togglePlay: () => {
      const { engine, playing: isPlaying } = store.getState();
      const isJustDone = isPlaying && now() - finishedAt < handOnTheWay;
      if (engine.done && isJustDone) update(() => ({ playing: false }));
      else if (engine.done || engine.stages.some(({ isCancelled }) => isCancelled)) {
        update(() => ({ playing: true }));
        reset();
      } else update(() => ({ playing: !isPlaying }));
    },
    stepOnce: () => update((state) => ({ playing: false, stepsAsked: state.stepsAsked + 1 })),
    reset,
    newSeed: () => change((experiment) => ({ ...experiment, seed: seedAfter(experiment.seed) })),
    cancelStages: () => update((state) => ({ cancels: state.cancels + 1 })),
    setSpeed: (speed) => update(() => ({ speed })),
    chooseBackend: (backendChoice) => update(() => ({ backendChoice })),
    notify,
    dismiss: (id) => update((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
    addCurve: (metric) => update((state) => ({ extraCurves: [...new Set([...state.extraCurves, metric])] })),
    removeCurve: (metric) =>
      update((state) => ({ extraCurves: state.extraCurves.filter((other) => other !== metric) })),
    showMovers: (moversRun) => update(() => ({ moversRun })),
    askWeightPlane: (through) => update(() => ({ planeAsked: { through } })),
    askControl: (run, kl) =>
      update(({ engine }) => ({ controlAsked: { run, kl }, engine: { ...engine, isSeekingControl: true } })),
    answerControl: (run) => {
      actions.report({ isSeekingControl: false });
      if (run !== null) changeSetup((setup) => insertRun(setup, setup.experiment.runs.length, run));
    },
    askSpeeds: (counts) =>
      update(({ engine }) => ({ speedsAsked: { counts }, engine: { ...engine, isTiming: counts.length > 0 } })),
    report: (status) => {
      if (status.done === true && !store.getState().engine.done) finishedAt = now();
      update((state) => ({ engine: { ...state.engine, ...status } }));
    },
  };
  return { store, drawn: drawnFrom(store, later), actions };
};
