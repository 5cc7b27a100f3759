/** Where numbers stand in what the device keeps of each run, and in what is uploaded for it. */
import type { DeviceTerm } from './terms';

/** Runs of one objective, which have a shader of their own. */
export interface DeviceGroup {
  readonly size: number;
  /** Names of its knobs, in order, and of what it carries. */
  readonly knobs: readonly string[];
  readonly carried: readonly string[];
  /** Its loss, and the term over all responses where it has one. */
  readonly terms: readonly (DeviceTerm & {
    /** Which of a step's blocks it reads. */
    readonly use: number;
    /** Numbers by response that each run has of its own, by symbol: which of the uploaded lists of them. */
    readonly own: ReadonlyMap<string, number>;
  })[];
}

/** Where numbers stand among those of a run that the device keeps, in 32-bit floats. */
export interface StateLayout {
  readonly parameters: number;
  /** Of θ, m and v one after another comes what is carried, then these. */
  readonly carried: number;
  readonly fault: number;
  readonly lastStep: number;
  readonly loss: number;
  readonly size: number;
}

/** Where words stand among those that are uploaded. */
export interface UploadLayout {
  readonly steps: number;
  readonly epsilon: number;
  readonly infinity: number;
  readonly noNumber: number;
  /** Where the lists of numbers of the runs' own begin, one word a list. */
  readonly own: number;
  /** Where the knobs of each group begin, run after run. */
  readonly knobs: readonly number[];
  /**
   * A record a step: the optimiser's rates, then for each group where its nodes stand and how many they are, then where
   * each block begins.
   */
  readonly records: number;
  readonly record: number;
  /** Where in a record the blocks are said. */
  readonly blocks: number;
  /** After the records of the most steps come lists and blocks. */
  readonly rest: number;
}

/** Steps of one dispatch, at most. */
const mostSteps = 64;
/** Browsers give up a graphics card that does not answer for seconds: so many products take a workgroup a part of one. */
const mostProducts = 1e9;

/** Steps of one dispatch where each computes so many nodes; a parameter is a product at most at each, three times. */
export const stepsAtOnce = (parameters: number, nodes: number): number =>
  Math.max(1, Math.min(mostSteps, Math.floor(mostProducts / (3 * parameters * nodes))));

/** In a record: the rates, of which there are so many, then a pair of words for each group. */
const ratesInRecord = 3;
export const nodesInRecord = (group: number): number => ratesInRecord + 2 * group;

export const stateLayoutOf = (
  parameters: number,
  { carried: { length } }: Pick<DeviceGroup, 'carried'>,
): StateLayout => {
  const carried = 3 * parameters;
  const fault = carried + length;
  return { parameters, carried, fault, lastStep: fault + 1, loss: fault + 2, size: fault + 3 };
};

export const uploadLayoutOf = (
  groups: readonly DeviceGroup[],
  uses: number,
  lists: number,
  steps: number,
): UploadLayout => {
  const own = 4;
  let records = own + lists;
  const knobs = groups.map((group) => {
    const start = records;
    records += group.size * group.knobs.length;
    return start;
  });
  const blocks = nodesInRecord(groups.length);
  const record = blocks + uses;
  return {
    steps: 0,
    epsilon: 1,
    infinity: 2,
    noNumber: 3,
    own,
    knobs,
    records,
    record,
    blocks,
    rest: records + steps * record,
  };
};
