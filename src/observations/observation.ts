/** What an observation is: something that can be said of a training, said only where it is measured. */
import type { Seen } from './seen';
import type { Sentence } from './sentence';

/** What a sentence is about: of one topic the headline says no more than one thing of a run. */
export type Topic =
  | 'place'
  | 'optimum'
  | 'reference'
  | 'pairs'
  | 'reward'
  | 'length'
  | 'runs'
  | 'data'
  | 'training'
  | 'promise';

/** Something found of these runs. */
export interface Finding {
  readonly runs: readonly number[];
  /** Above 1 it is true, and stays so until it falls below `leaving`. */
  readonly clarity: number;
  /** Findings of one observation that are alike are said in one sentence. */
  readonly as: string;
}

/** Hysteresis: what has been true stays true down to this clarity, so that sentences do not flicker. */
export const leaving = 0.8;

export interface Observation {
  readonly id: string;
  readonly topic: Topic;
  /** How much it explains, from 0 to 1: the strongest are in the headline. */
  readonly weight: number;
  /** What is found now; a finding whose clarity is below `leaving` may be left out. */
  readonly find: (seen: Seen) => readonly Finding[];
  /** The sentence about runs that were found alike, without its full stop; it holds wherever clarity is above `leaving`. */
  readonly say: (seen: Seen, runs: readonly number[], as: string) => Sentence;
}

interface OfEachRun extends Omit<Observation, 'find'> {
  /** Whether it can be said in this experiment at all; where nothing is said, it can in every one. */
  readonly applies?: (seen: Seen) => boolean;
  /** How clearly it holds of a run; NaN where there is no telling. */
  readonly clarity: (seen: Seen, run: number) => number;
  /** In which of several ways it holds. */
  readonly as?: (seen: Seen, run: number) => string;
}

/** An observation of each run by itself. */
export const ofEachRun = ({ applies, clarity, as, ...observation }: OfEachRun): Observation => ({
  ...observation,
  find: (seen) =>
    applies?.(seen) === false
      ? []
      : seen.runs.flatMap((run) => {
          const clear = clarity(seen, run);
          return clear >= leaving ? [{ runs: [run], clarity: clear, as: as?.(seen, run) ?? '' }] : [];
        }),
});

/** For `applies`: of runs that do not do something it is only said where another does. */
export const whereSome =
  (holds: (seen: Seen, run: number) => boolean) =>
  (seen: Seen): boolean =>
    seen.runs.some((run) => holds(seen, run));

/** How clearly a value is at least a threshold above 0; 1 at the threshold itself. */
export const atLeast = (value: number, threshold: number): number => value / threshold;

/** How clearly a value, not below 0, is at most a threshold above 0. */
export const atMost = (value: number, threshold: number): number =>
  threshold / (value > 0 || Number.isNaN(value) ? value : 0);

/** How clearly all of it holds; NaN where there is no telling of one. */
export const all = (...clarities: readonly number[]): number => Math.min(...clarities);

/** How far the values lie apart; NaN where there are none. */
export const rangeOf = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : Math.max(...values) - Math.min(...values);

/** As clear as can be, or not at all. */
export const whether = (holds: boolean): number => (holds ? Number.POSITIVE_INFINITY : 0);
