import { describe, expect, it } from 'vitest';
import type { SavedReport } from '../report';
import { dpo, exoRw, experimentOf } from '../testing';
import type { Trainer } from '../trainer';
import { Float64Engine } from './engine';

const saveAt = (trainer: Trainer, steps: number): Promise<SavedReport> => {
  trainer.advance(steps);
  return trainer.save();
};

describe('the float64 engine', () => {
  it('stands still where a number is not finite, and lets the others go on', async () => {
    const experiment = experimentOf([{ objective: 'custom', knobs: { expression: 'log(a) - h' } }, dpo]);
    const { frozen, checkpoint } = await saveAt(new Float64Engine(experiment), 5);
    expect(frozen[0]).toMatchObject({ step: 0, reason: expect.stringContaining('stands still at step 0') });
    expect(frozen[1]).toBeNull();
    const later = await saveAt(new Float64Engine(experiment, { checkpoint }), 5);
    expect(later.frozen).toEqual(frozen);
  });

  it('takes new knobs and β in the middle, and asks to be built anew for another formula', async () => {
    const experiment = experimentOf([dpo]);
    const engine = new Float64Engine(experiment);
    const before = await saveAt(engine, 5);
    const changed = { ...experiment, beta: 2, runs: [{ objective: 'dpo', knobs: { beta: 0.2 } }] };
    expect(engine.update(changed)).toBe(true);
    const after = await saveAt(engine, 5);
    const wanted = await saveAt(new Float64Engine(changed, { checkpoint: before.checkpoint }), 5);
    expect(after.metrics).toEqual(wanted.metrics);
    expect(engine.update({ ...experiment, runs: [exoRw] })).toBe(false);
  });
});
