/** Where the probability goes: chosen, rejected and everything else as mass that sums to one, for the data or a pair. */
import { useMemo, useState } from 'react';
import { DataTable } from '../../charts/data-table';
import { type FollowedPair, massColumns } from '../../charts/ledger-masses';
import { experimentIn } from '../../state/store';
import { ChoiceControl, type Option } from '../controls/choice-control';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import { useChartRuns } from '../pictures/use-chart-runs';
import { useRounds } from '../pictures/use-rounds';
import type { Truth } from '../pictures/use-truth';
import { usePlayground, usePrepared, useSeries } from '../use-playground';
import { useTurn } from '../use-turn';
import { MoversTables } from './movers-tables';
import { PairScores, Prediction } from './pair-scores';
import { type NamedWorld, pairText, promptText } from './response-text';

const chart = latePart('The ledger', () => import('../../charts/mass-ledger'));

const allPairs = 'all';

/** What can be looked at: the data as a whole, and each pair that is followed. */
const useSubjects = (world: NamedWorld) => {
  const prepared = usePrepared();
  const isFresh = usePlayground((state) => experimentIn(state).data.pairs === 'fresh');
  const [asked, setAsked] = useState(allPairs);
  const options = useMemo((): readonly Option[] => {
    const whole = { id: allPairs, text: isFresh ? 'pairs like those it trains on' : 'the data set' };
    const pairs = Array.from(prepared?.displacementScores ?? [], (_, place) => ({
      id: String(place),
      text: pairText(world, place, prepared?.chosen[place] ?? 0, prepared?.rejected[place] ?? 0),
    }));
    return [whole, ...pairs];
  }, [world, prepared, isFresh]);
  const value = options.some(({ id }) => id === asked) ? asked : allPairs;
  const pair = useMemo((): FollowedPair | null => {
    if (value === allPairs || prepared === null) return null;
    const place = Number(value);
    return { place, isOne: prepared.chosen[place] === prepared.rejected[place] };
  }, [value, prepared]);
  return { prepared, options, value, pair, choose: setAsked };
};

export const Ledger = ({ truth: { world } }: { readonly truth: Truth }) => {
  const series = useSeries();
  const runs = useChartRuns();
  const steps = usePlayground((state) => experimentIn(state).training.steps);
  const rounds = useRounds();
  const isMoving = usePlayground((state) => state.playing && !state.engine.done);
  const { prepared, options, value, pair, choose } = useSubjects(world);
  const prompt = pair === null ? '' : promptText(world, prepared?.chosen[pair.place] ?? 0);
  const subject = options.find(({ id }) => id === value)?.text ?? '';
  const isMyTurn = useTurn();
  const isMoversTurn = useTurn();
  return (
    <section id="ledger" aria-labelledby="ledger-title" className="ledger-section">
      <h2 id="ledger-title">Where the probability goes</h2>
      <div className="ledger-subject">
        <ChoiceControl label="the mass of" options={options} value={value} onChange={choose} />
        {prompt === '' ? null : <span className="hint">asked “{prompt}”</span>}
      </div>
      {prepared === null ? null : <Prediction place={pair?.place ?? null} runs={runs} prepared={prepared} />}
      {isMyTurn ? (
        <Late part={chart} waiting={<div className="chart-placeholder" />}>
          {({ MassLedger }) => (
            <>
              <MassLedger series={series} runs={runs} pair={pair} steps={steps} detail={isMoving ? 'few' : 'all'} />
              <DataTable
                caption={`Mass of ${subject}, probability; the parts of each run sum to one.`}
                series={series}
                columns={() => massColumns(series, runs, pair)}
                file={pair === null ? 'ledger' : `ledger-pair-${pair.place + 1}`}
                rounds={rounds}
              />
            </>
          )}
        </Late>
      ) : null}
      {prepared === null ? null : <PairScores world={world} runs={runs} prepared={prepared} />}
      {isMoversTurn ? <MoversTables world={world} runs={runs} /> : null}
    </section>
  );
};
