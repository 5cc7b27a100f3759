/** A small causal transformer. */
import { type Conflict, type FieldValues, knob, numberAt } from '../../settings/fields';
import { family } from './family';
import { hidden, layers } from './fields';
import { transformerWork } from './policy-work';

const leastWidth = 8;

/** Heads share the width evenly. */
const conflictIn = (params: FieldValues): Conflict | undefined => {
  const [wide, heads] = [numberAt(params, 'width'), numberAt(params, 'heads')];
  if (wide % heads === 0) return undefined;
  const each = Math.max(Math.ceil(leastWidth / heads), Math.floor(wide / heads));
  return { name: 'width', allowed: `a multiple of the ${heads} heads`, nearest: each * heads };
};

export const transformer = family({
  id: 'transformer',
  name: 'Transformer',
  short: 'transformer',
  summary: 'Causal attention over the words so far, in one or two layers; all sentences share its weights.',
  fits: ['sentences'],
  fields: {
    layers,
    width: knob({
      label: 'width',
      default: 16,
      range: [leastWidth, 64],
      scale: 'log',
      integer: true,
      higher: 'describes each word by more numbers',
    }),
    heads: knob({
      label: 'heads',
      default: 2,
      range: [1, 4],
      integer: true,
      higher: 'looks back in more ways at once, each with a smaller part of the width',
    }),
    hidden,
  },
  conflictIn,
  work: transformerWork,
});
