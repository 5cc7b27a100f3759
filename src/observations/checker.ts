/**
 * Holds everything that `npm run experiment -- … --ledger --say` says to the numbers it prints, and to nothing else: it
 * reads lines of JSON and knows no observation. For tests.
 */
import { rules } from './checker-rules';
import { type Line, readLines, type Said, type SaidNumber, Transcript } from './transcript';

const nearly = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b)) || a === b;

/** A number as it is written, and half of its last digit: “2.30”, “−4.6e-5”, “96%”, “+0.73”, “none”. */
const readNumber = (text: string): { readonly value: number; readonly half: number } | null => {
  const plain = text.replaceAll('−', '-').replace(/^\+/, '').replaceAll(',', '');
  const match = /^(-?\d+(?:\.(\d+))?)(?:e(-?\d+))?(%?)$/.exec(plain);
  if (match === null) return null;
  const [, mantissa = '', decimals = '', exponent = '0', percent = ''] = match;
  const scale = 10 ** Number(exponent) * (percent === '' ? 1 : 0.01);
  return { value: Number(mantissa) * scale, half: 0.5 * 10 ** -decimals.length * scale };
};

/** What the lines have where a number says that it is from; undefined where they have nothing there. */
const lookedUp = (transcript: Transcript, number: SaidNumber): readonly number[] | undefined => {
  const { metric, run, step, of, response, fact } = number;
  if (metric !== undefined && of !== undefined) return [transcript.yardstick(metric, of)];
  if (metric !== undefined && run !== undefined && step !== undefined) return [transcript.metric(metric, run, step)];
  if (response !== undefined && run !== undefined) return transcript.probabilities(run);
  if (fact === 'frozen' && run === undefined) return transcript.frozenSteps();
  return fact === undefined ? undefined : [number.value];
};

const faultsOfNumber = (transcript: Transcript, number: SaidNumber, text: string): readonly string[] => {
  const known = lookedUp(transcript, number);
  if (known === undefined) return [`${number.text}: says nowhere where it is from`];
  if (!known.some((value) => nearly(value, number.value)))
    return [`${number.text}: the lines have ${known.join(', ')}`];
  const read = readNumber(number.text);
  if (read === null) return [`${number.text}: is no number`];
  const isRounded = Math.abs(read.value - number.value) <= read.half * (1 + 1e-9);
  return [
    ...(isRounded ? [] : [`${number.text}: is not ${number.value} rounded`]),
    ...(text.includes(number.text) ? [] : [`${number.text}: is not in the sentence`]),
  ];
};

const faultsOfSaid = (transcript: Transcript, said: Said, step: number): readonly string[] => {
  const rule = rules[said.id];
  if (rule === undefined) return ['no rule checks this observation'];
  const numbers = said.numbers.flatMap((number) => faultsOfNumber(transcript, number, said.text));
  const at = transcript.until(step);
  return [...numbers, ...rule(at, said)];
};

interface Checked {
  /** What is not so, in words. */
  readonly faults: readonly string[];
  /** Sentences at the last step. */
  readonly atTheEnd: number;
  readonly hasMoved: boolean;
}

/** Checks all lines of one training. */
export const check = (lines: readonly string[]): Checked => {
  const read: readonly Line[] = readLines(lines);
  const transcript = new Transcript(read);
  const sayings = read.flatMap((line) => (line.said === undefined ? [] : [{ step: line.step ?? 0, said: line.said }]));
  const faults = sayings.flatMap(({ step, said }) =>
    said.flatMap((each) =>
      faultsOfSaid(transcript, each, step).map((fault) => `step ${step}, ${each.id}: “${each.text}” ${fault}`),
    ),
  );
  return { faults, atTheEnd: sayings.at(-1)?.said.length ?? 0, hasMoved: transcript.hasMoved() };
};
