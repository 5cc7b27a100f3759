/** Scenario M: demonstrations and preferences, fitted one after the other or at once. */
import type { Run } from '../settings/experiment';
import { above, below, type Fact, type Scenario, type Trial, trial } from './scenario';
import { sentencesSettings } from './settings';

/** Steps of a stage; the pipeline has two. */
const stage = 250;
/** β of those who demonstrate, whose tilt of the reference is the goal. */
const skill = 0.5;

const labels = ['SFT', 'DPO', 'two stages', 'joint'] as const;
type Label = (typeof labels)[number];

const stepOf = (label: Label): number => (label === 'two stages' ? 2 * stage : stage);

const less = (
  name: 'gapForward' | 'reward',
  more: Label,
  fewer: Label,
  holdsFor: Fact['holdsFor'] = 'difference of medians',
): Fact<Label> => {
  const words = `${name === 'reward' ? 'E[r]' : 'KL(goal‖π)'}, ${more} less ${fewer}`;
  const of =
    (label: Label) =>
    ({ metric }: Parameters<Fact<Label>['measure']>[0]): number =>
      metric(label, name, stepOf(label));
  return holdsFor === 'difference of medians'
    ? { words, wanted: above(0), holdsFor, measure: of(more), minus: of(fewer) }
    : { words, wanted: above(0), holdsFor, measure: (trained) => of(more)(trained) - of(fewer)(trained) };
};

/** The pipeline goes further, at least in most seeds. */
const goesFurther = less('reward', 'two stages', 'joint', { atLeast: 7, of: 10 });
const forgets = less('gapForward', 'two stages', 'joint');

const caseOf = (
  id: string,
  demonstrations: number,
  pairs: number,
  wrong: number,
  facts: readonly Fact<Label>[],
): Trial => {
  const shown = { demonstrations, skill, wrong };
  const runs: Readonly<Record<Label, Run>> = {
    SFT: { objective: 'sft-demonstrations', knobs: shown },
    DPO: { objective: 'dpo', knobs: { beta: 1 } },
    'two stages': {
      objective: 'sft-then-dpo',
      knobs: { beta: 1, stage, ...shown },
      reference: { id: 'moving', params: { every: stage } },
    },
    joint: { objective: 'aihf', knobs: { beta: 1, weight: 0.5, ...shown } },
  };
  const settings = sentencesSettings({ data: { pairs }, steps: 2 * stage });
  return trial({
    id,
    settings: { ...settings, beta: skill, training: { ...settings.training, restartEvery: stage } },
    every: stage,
    slow: true,
    runs,
    facts: [forgets, ...facts],
  });
};

const few = caseOf('M1 few demonstrations', 10, 256, 0, [less('gapForward', 'DPO', 'joint'), goesFurther]);

const many = caseOf('M2 few preferences', 300, 24, 0, [
  less('gapForward', 'DPO', 'joint'),
  {
    words: 'DPO: E[r]',
    wanted: below(1.5),
    holdsFor: 'median',
    measure: ({ metric }) => metric('DPO', 'reward', stage),
  },
]);

const wrong = caseOf('M3 one prompt demonstrated wrongly', 100, 256, 1, [
  goesFurther,
  less('reward', 'DPO', 'two stages'),
  less('reward', 'two stages', 'joint'),
  less('reward', 'joint', 'SFT'),
]);

export const demonstrations: Scenario = {
  id: 'M',
  title: 'Demonstrations and preferences together',
  trials: [few, many, wrong],
};
