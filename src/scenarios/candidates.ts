/** Scenario K: whether better candidates, accepted from the reference as if drawn from π*, make a better policy. */
import { expectation, meanUnder } from '../math/distribution';
import { placeOfLot, runningSums } from '../math/draw';
import { optimum } from '../math/optimum';
import { acceptance, acceptedInOrder } from '../math/rejection';
import { Stream } from '../math/stream';
import { defaultsOf } from '../settings/fields';
import { twoPeaks } from '../worlds/two-peaks';
import { above, known, type Scenario, within } from './scenario';

const line = twoPeaks.build(defaultsOf(twoPeaks.fields));
const columns = line.responses.length;
const reference = line.logRef.map(Math.exp);

const optimumReward = (beta: number): number => expectation(optimum(line, beta), (i) => line.reward[i] ?? 0, columns);

/** Mean reward of what the loop accepts: 64 candidates of the reference, 8 taken, 400 times. */
const loopReward = (beta: number, seed: number): number => {
  const stream = Stream.named(seed, 'candidates');
  const sums = runningSums(reference);
  let sum = 0;
  for (let batch = 0; batch < 400; batch++) {
    const rewards = Array.from({ length: 64 }, () => line.reward[placeOfLot(sums, stream.uniform())] ?? 0);
    for (const index of acceptedInOrder(rewards, beta, 8, () => stream.uniform())) sum += rewards[index] ?? 0;
  }
  return sum / (400 * 8);
};

const accepted = known('K1 what is accepted', [
  ...(
    [
      [2, 0.3902],
      [1, 0.213],
      [0.5, 0.1145],
      [0.25, 0.0645],
      [0.1, 0.032],
    ] as const
  ).map(([beta, rate]) => ({
    words: `β = ${beta}: acceptance rate`,
    wanted: within(1e-4, rate),
    measure: () => meanUnder(reference, acceptance(line.reward, beta), columns),
  })),
  {
    words: 'β = 1: reward of the loop’s answers less π*’s',
    wanted: within(0.09, 0),
    measure: ({ seed }) => loopReward(1, seed) - optimumReward(1),
  },
  {
    words: 'β = 0.25: how far the loop stays below π*',
    wanted: above(0.08),
    measure: ({ seed }) => optimumReward(0.25) - loopReward(0.25, seed),
  },
]);

export const candidates: Scenario = {
  id: 'K',
  title: 'Candidates: accepted from the reference, as if drawn from π*',
  trials: [accepted],
};
