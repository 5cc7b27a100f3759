/** Which runs of an experiment a calibrated finding speaks of, and how a sentence names them. */
import { ingredientNames } from '../methods';
import { knobsOf, objectiveById } from '../objectives';
import type { Experiment, Run } from '../settings/experiment';
import type { FieldValue, FieldValues } from '../settings/fields';
import { isSame } from '../settings/same';

/** A stretch of a sentence; one that names a run is shown in that run's colour. */
export type HeadlinePiece = { readonly text: string } | { readonly run: number; readonly text: string };
/** What to notice, in one to three sentences. */
export type Headline = readonly HeadlinePiece[];

/** What has been found of an objective at certain settings of its knobs. */
export interface Claim<Outcome extends string> {
  readonly outcome: Outcome;
  readonly objective: string;
  readonly name: string;
  /** Added to the name where two runs of a sentence share it. */
  readonly detail?: (knobs: FieldValues) => string;
  /** Knobs that may differ from their defaults, each with the values the finding covers. */
  readonly knobs: Readonly<Record<string, (value: FieldValue | undefined) => boolean>>;
  /** What else the finding rests on. */
  readonly when?: (experiment: Experiment) => boolean;
}

/** A run that a claim covers. */
export interface Claimed<Outcome extends string> {
  readonly index: number;
  readonly outcome: Outcome;
  readonly name: string;
}

export const within =
  (low: number, high: number) =>
  (value: FieldValue | undefined): boolean =>
    typeof value === 'number' && value >= low && value <= high;
export const exactly =
  (...allowed: readonly FieldValue[]) =>
  (value: FieldValue | undefined): boolean =>
    value !== undefined && allowed.includes(value);

/** Findings are about objectives on the data, judged and tied as usual, under an optimiser that remembers. */
const isUsual = (run: Run, { training }: Experiment): boolean =>
  ingredientNames.every((name) => run[name] === undefined) && training.restartEvery === 0;

const covers = (claim: Claim<string>, run: Run, experiment: Experiment): boolean => {
  const objective = objectiveById(run.objective);
  if (objective === undefined || run.objective !== claim.objective || claim.when?.(experiment) === false) return false;
  if (!isUsual(run, experiment)) return false;
  return Object.entries(knobsOf(objective, run.knobs)).every(([name, field]) => {
    const value = run.knobs[name];
    const test = claim.knobs[name];
    if (test !== undefined) return test(value);
    return field.kind === 'optional-number' ? value === undefined : isSame(value, field.default);
  });
};

/** The runs that claims cover, each under the first claim that does. */
export const claimedRuns = <Outcome extends string>(
  experiment: Experiment,
  claims: readonly Claim<Outcome>[],
): readonly Claimed<Outcome>[] => {
  const found = experiment.runs.flatMap((run, index) => {
    const claim = claims.find((candidate) => covers(candidate, run, experiment));
    return claim === undefined ? [] : [{ index, run, claim }];
  });
  return found.map(({ index, run, claim }) => {
    const isTwin = found.some((other) => other.index !== index && other.claim.name === claim.name);
    const detail = isTwin ? claim.detail?.(run.knobs) : undefined;
    const name = detail === undefined ? claim.name : `${claim.name} ${detail}`;
    return { index, outcome: claim.outcome, name };
  });
};

export const text = (words: string): HeadlinePiece => ({ text: words });

/** “A, B and C”, each in its colour. */
export const namesOf = (runs: readonly Claimed<string>[]): Headline =>
  runs.flatMap(({ index, name }, i) => {
    const piece: HeadlinePiece = { run: index, text: name };
    if (i === 0) return [piece];
    return [text(i === runs.length - 1 ? ' and ' : ', '), piece];
  });

/** The same names at the start of a sentence; f-DPO keeps its small letter. */
export const namesAtStart = (runs: readonly Claimed<string>[]): Headline =>
  namesOf(runs).map((piece, i) =>
    i === 0 ? { ...piece, text: piece.text.replace(/^[a-z](?!-)/, (letter) => letter.toUpperCase()) } : piece,
  );

/** The form of a verb for so many runs. */
export const verb = (runs: readonly unknown[], one: string, many: string): string => (runs.length === 1 ? one : many);

/** What is said of some runs; nothing where there are none. */
export const ifAny = (runs: readonly unknown[], said: Headline): Headline => (runs.length === 0 ? [] : said);

/** Where a sweep over AlphaPO's α finds a negative one better, that its paper found otherwise. */
export const paperOnAlpha = (better: readonly Claimed<string>[]): Headline =>
  ifAny(
    better.filter(({ name }) => name.startsWith('AlphaPO α')),
    [text(' AlphaPO’s paper, with language models, prefers a small positive α.')],
  );
