/** Timing several programs fairly on a machine that does other things too: their blocks take turns. */

/**
 * What is counted: the time that passes, or that which processors spent on it, all cores together. On a machine that does
 * other things too the latter is the fairer, as long as nothing is split among cores or done by a GPU.
 */
export type Clock = 'wall' | 'processor';

/** Milliseconds since some moment. */
export const now = (clock: Clock): number => {
  if (clock === 'wall') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** One way of training a workload. */
export interface Arm {
  readonly name: string;
  /** Runs that one step moves. */
  readonly runs: number;
  /** Milliseconds of training after which it is as fast as it gets. */
  readonly warmUp: number;
  /** Trains so many steps and returns the milliseconds one of them took. */
  readonly time: (steps: number) => Promise<number>;
  readonly dispose: () => void;
}

/** An arm that cannot do this; the message says which and why. */
export class ArmFailed extends Error {
  override readonly name = 'ArmFailed';
}

/** The arms that can take a step, and why the others cannot. */
export const ableOf = async (
  arms: readonly Arm[],
): Promise<{ readonly able: readonly Arm[]; readonly failures: readonly string[] }> => {
  const able: Arm[] = [];
  const failures: string[] = [];
  for (const arm of arms) {
    try {
      await arm.time(1);
      able.push(arm);
    } catch (error) {
      if (!(error instanceof ArmFailed)) throw error;
      failures.push(error.message);
    }
  }
  return { able, failures };
};

export interface Timing {
  readonly arm: string;
  /** Run-updates per second: runs · steps / s, at the median over blocks. */
  readonly runUpdatesPerSecond: number;
  /** Milliseconds a step took: the median over blocks, and the quartiles. */
  readonly median: number;
  readonly quartiles: readonly [lower: number, upper: number];
  readonly stepsPerBlock: number;
  readonly blocks: number;
}

export interface TimingPlan {
  /** Blocks of each arm. */
  readonly rounds: number;
  /** An arm whose blocks together would take longer than this gets fewer, though never under `leastRounds`. */
  readonly millisecondsPerArm: number;
  readonly leastRounds: number;
}

const leastBlockMilliseconds = 60;
/** The first step of a block runs with cold caches. */
const leastBlockSteps = 5;

/** The value below which this share of the sorted values lies, by linear interpolation. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
};

/** Trains until warm; returns the steps a block takes. */
const warmUp = async (arm: Arm): Promise<{ readonly steps: number; readonly milliseconds: number }> => {
  let steps = leastBlockSteps;
  let spent = 0;
  for (;;) {
    const perStep = await arm.time(steps);
    const milliseconds = perStep * steps;
    spent += milliseconds;
    steps = Math.max(leastBlockSteps, Math.ceil(leastBlockMilliseconds / perStep));
    if (spent >= arm.warmUp) return { steps, milliseconds: perStep * steps };
  }
};

/** Whether an arm that gets `blocks` out of `rounds` has its turn in this round, its turns spread evenly. */
export const hasTurn = (round: number, blocks: number, rounds: number): boolean =>
  Math.floor(((round + 1) * blocks) / rounds) > Math.floor((round * blocks) / rounds);

/** Times all arms in turns, A B C … A B C …, each warmed up first, in blocks of at least 60 ms and 5 steps. */
export const interleave = async (arms: readonly Arm[], plan: TimingPlan): Promise<readonly Timing[]> => {
  const schedules: { arm: Arm; steps: number; blocks: number; measured: number[] }[] = [];
  for (const arm of arms) {
    const { steps, milliseconds } = await warmUp(arm);
    const affordable = Math.floor(plan.millisecondsPerArm / milliseconds);
    const blocks = Math.min(plan.rounds, Math.max(plan.leastRounds, affordable));
    schedules.push({ arm, steps, blocks, measured: [] });
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const { arm, steps, blocks, measured } of schedules) {
      if (hasTurn(round, blocks, plan.rounds)) measured.push(await arm.time(steps));
    }
  }
  return schedules.map(({ arm, steps, measured }) => {
    const median = quantile(measured, 0.5);
    return {
      arm: arm.name,
      runUpdatesPerSecond: (1000 * arm.runs) / median,
      median,
      quartiles: [quantile(measured, 0.25), quantile(measured, 0.75)],
      stepsPerBlock: steps,
      blocks: measured.length,
    };
  });
};
