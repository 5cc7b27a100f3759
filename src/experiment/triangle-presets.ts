/** Lessons on three answers: shared features decide who gains. */
import { type Preset, definePreset as preset } from './preset';
import { dpo, minorDpo, simpo } from './preset-runs';

const sharedFeature = {
  of: 'corner',
  text: 'No and Never share a feature: pushing Never down along it takes No along, and what both lose goes to an answer that nobody asked for.',
  facts: ['E one pair: DPO: p(Yes)', 'E jittered, one pair: DPO: p(Yes)'],
};
const noOverNever = { prompt: 0, chosen: 0, rejected: 1 };
const noOverYes = { prompt: 0, chosen: 0, rejected: 2 };

export const trianglePresets: readonly Preset[] = [
  preset(
    'three-answers',
    'Three answers',
    { world: { id: 'triangle' } },
    { shows: { corner: [0, 2, 3, 4], 'margin-asked': [1] }, explanation: sharedFeature },
  ),
  preset(
    'benign-twin',
    'The benign twin',
    { world: { id: 'triangle', params: { third: 'Nope' } } },
    {
      shows: { corner: [0, 2, 3, 4], 'margin-asked': [1] },
      explanation: {
        of: 'corner',
        text: 'The numbers are those of the lesson with Yes. Nope is worth as much as No, so nothing is lost: only the meaning of the third answer makes displacement a harm.',
        facts: ['lesson benign-twin: DPO: corner', 'lesson three-answers: DPO: corner'],
      },
    },
  ),
  preset(
    'one-more-pair',
    'One more pair',
    {
      world: { id: 'triangle', params: { pairs: [noOverNever, noOverYes] } },
      runs: [dpo(1), simpo(2, 0.5), minorDpo(1)],
    },
    {
      shows: { corner: [0, 1, 2] },
      explanation: {
        of: 'corner',
        text: 'A second pair names the answer that had gained: the data can cure what the loss alone does not.',
        facts: ['E second pair: DPO: p(No)', 'E jittered, second pair: DPO: p(No)'],
      },
    },
  ),
  preset(
    'table-cannot-displace',
    'A table cannot displace',
    { world: { id: 'triangle' }, policy: { id: 'table' }, runs: [dpo(1), simpo(2, 0.5)] },
    {
      shows: { corner: [0, 1] },
      explanation: {
        of: 'corner',
        text: 'With a number of its own for each answer nothing is shared: widening the gap of the one pair can only raise No.',
        facts: ['E table: DPO: p(No)'],
      },
    },
  ),
];
