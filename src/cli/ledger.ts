/** Where the probability went, as `--ledger` prints it: the figures of the page's ledger. */
import { type Mover, movers } from '../math/movers';
import { pairMasses } from '../math/pair-masses';
import type { Report, Start } from '../training/report';

interface PairEntry {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
  /** Given the prompt; with `bothMass`, where the two responses are one, they sum to 1. */
  readonly chosenMass: number;
  readonly rejectedMass: number;
  readonly bothMass: number;
  readonly otherMass: number;
  /** Above 0 the pair alone would push its chosen response down at the start. */
  readonly displacementScore: number;
}

interface MoverEntry {
  readonly prompt: string;
  readonly response: string;
  readonly before: number;
  readonly after: number;
}

export interface Ledger {
  readonly pairs: readonly PairEntry[];
  readonly gained: readonly MoverEntry[];
  readonly lost: readonly MoverEntry[];
}

const listed = 10;

/** What to say of each run of each report, the first of which is where the runs start. */
export const ledgerFrom = ({
  world: { prompts, responses },
  held: { chosen, rejected },
  displacementScores,
}: Start): ((report: Report, run: number) => { readonly ledger: Ledger }) => {
  const columns = responses.length;
  const size = prompts.length * columns;
  let start: Float64Array | null = null;
  const promptOf = (index: number): string => prompts[Math.floor(index / columns)] ?? '';
  const responseOf = (index: number): string => responses[index % columns] ?? '';
  const moverEntry = ({ index, before, after }: Mover): MoverEntry => ({
    prompt: promptOf(index),
    response: responseOf(index),
    before,
    after,
  });
  return ({ logPi, pairLogPi }, run) => {
    start ??= logPi;
    const logPiOf = (table: Float64Array): Float64Array => table.subarray(run * size, (run + 1) * size);
    const pairs = Array.from(displacementScores, (displacementScore, pair): PairEntry => {
      const [w, l] = [chosen[pair] ?? 0, rejected[pair] ?? 0];
      const place = 2 * (run * displacementScores.length + pair);
      const masses = pairMasses(pairLogPi[place] ?? Number.NaN, pairLogPi[place + 1] ?? Number.NaN, w === l);
      return {
        prompt: promptOf(w),
        chosen: responseOf(w),
        rejected: responseOf(l),
        chosenMass: masses.chosen,
        rejectedMass: masses.rejected,
        bothMass: masses.both,
        otherMass: masses.elsewhere,
        displacementScore,
      };
    });
    const { gained, lost } = movers(logPiOf(logPi), logPiOf(start), listed);
    return { ledger: { pairs, gained: gained.map(moverEntry), lost: lost.map(moverEntry) } };
  };
};
