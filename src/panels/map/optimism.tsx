/** OPPO as a bandit: how optimism finds a best answer that is hardly ever drawn, beside its greedy twin. */
import { useMemo, useState } from 'react';
import { type Arm, ArmsPicture } from '../../charts/arms-picture';
import { lookOf } from '../../charts/looks';
import { Numbers } from '../../charts/numbers';
import { type RegretCurves, RegretPicture } from '../../charts/regret-picture';
import { medianOf } from '../../math/averages';
import { oppo } from '../../methods/oppo';
import { knob } from '../../settings/fields';
import { fixedText, percentText, tickText } from '../../settings/number-text';
import { rareBest } from '../../worlds/arms';
import { NumberControl } from '../controls/number-control';
import { ArmsTable, RegretTable } from './optimism-tables';
import { type Games, seeds, useGames } from './use-games';

const { means, steps, best } = rareBest;
const times = Array.from({ length: 100 }, (_, i) => ((i + 1) * steps) / 100);
const mostRegret = (Math.max(...means) - Math.min(...means)) * steps;
const atStep = knob({ default: 100, range: [1, steps], scale: 'log', integer: true, higher: 'shows a later step' });

const curvesOf = (name: string, index: number, { played }: Games): RegretCurves => {
  const bySeed = played.map((game) => times.map((time) => game[time - 1]?.regret ?? Number.NaN));
  return {
    name,
    look: lookOf(index),
    bySeed,
    median: times.map((_, i) => medianOf(bySeed.map((regrets) => regrets[i] ?? Number.NaN))),
  };
};

const finders = ({ played }: Games): number => played.filter((game) => (game.at(-1)?.policy[best] ?? 0) > 0.5).length;

const summaryOf = (games: Games, { median }: RegretCurves): string =>
  `costs ${fixedText(median.at(-1) ?? Number.NaN, 0)} and finds the best answer in ${finders(games)} of ${seeds}`;

const armsAt = ({ played }: Games, step: number): readonly Arm[] => {
  const at = played[0]?.[step - 1];
  return means.map((mean, i) => ({
    mean,
    estimate: at?.known.estimate[i] ?? 0,
    bonus: at?.known.bonus[i] ?? 0,
    probability: at?.policy[i] ?? 0,
  }));
};

export const Optimism = () => {
  const [eta, setEta] = useState(oppo.knobs.eta.default);
  const [c, setC] = useState(oppo.knobs.c.default);
  const [step, setStep] = useState(atStep.default);
  const hopeful = useGames(eta, c);
  const greedy = useGames(eta, 0);
  const curves = useMemo(
    () => [curvesOf('greedy, c = 0', 0, greedy), curvesOf(`optimistic, c = ${tickText(hopeful.bonus)}`, 1, hopeful)],
    [greedy, hopeful],
  );
  const arms = armsAt(hopeful, step);
  const [ofGreedy, ofHopeful] = curves;
  const isDone = [hopeful, greedy].every(({ played }) => played.length === seeds) && hopeful.bonus === c;
  return (
    <div className="optimism">
      <p>
        Ten answers earn 1 with a chance each. The best, answer {best + 1}, earns it with{' '}
        {percentText(means[best] ?? 0)}, and is drawn with less than 1% at first. Each step draws one answer, and π
        becomes π e<sup>ηq</sup> with q = min(1, mean so far + c/√n). Regret is what always drawing the best would have
        earned more.
      </p>
      <p className="hint">
        {oppo.note} <span>Evidence: {oppo.evidence}.</span>
      </p>
      <NumberControl label="bonus c" field={oppo.knobs.c} value={c} onChange={setC} />
      <NumberControl label="step size η" field={oppo.knobs.eta} value={eta} onChange={setEta} />
      <h3>Regret</h3>
      <RegretPicture times={times} curves={curves} most={mostRegret} />
      <p role="status" className="hint">
        {isDone && ofHopeful !== undefined && ofGreedy !== undefined
          ? `Over ${seeds} seeds, c = ${tickText(c)} ${summaryOf(hopeful, ofHopeful)}; c = 0, greedy, ${summaryOf(greedy, ofGreedy)}. Costs are medians.`
          : `Playing ${seeds} seeds…`}
      </p>
      <Numbers
        summary="Numbers"
        caption="Regret by step: median, lowest and highest"
        table={() => <RegretTable times={times} curves={curves} />}
      />
      <h3>What it knows under seed 1</h3>
      <NumberControl label="step" field={atStep} value={step} onChange={setStep} />
      <ArmsPicture arms={arms} step={step} look={lookOf(1)} />
      <p className="hint">
        Bars: how often each answer is drawn. Circles: what it has earned so far, with its bonus standing on them. Level
        lines: what it really earns.
      </p>
      <Numbers
        summary="Numbers"
        caption={`What is known of each answer at step ${step}`}
        table={() => <ArmsTable arms={arms} />}
      />
    </div>
  );
};
