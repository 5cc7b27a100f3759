/** What a run is tied to: the policy that its loss calls π_ref. */
import { type FieldValues, knob, numberAt } from '../settings/fields';
import { compactText } from '../settings/number-text';
import type { Ingredient, Ingredients, Setting } from './ingredient';
import { looksAtReference } from './looks-at';

const noReference = ({ run, objective }: Setting): string | undefined =>
  looksAtReference(objective, run.knobs) ? undefined : 'the loss does not look at a reference';

const noSecond = (setting: Setting): string | undefined =>
  setting.hasSecond ? noReference(setting) : 'this world has only one reference, and none that is fine-tuned';

const every = knob({
  label: 'steps between moves',
  default: 200,
  range: [1, 100_000],
  scale: 'log',
  integer: true,
  tex: 'N',
  higher: 'lets the reference stand still for longer',
});

const pace = (params: FieldValues): string => {
  const steps = numberAt(params, 'every');
  return steps === 1 ? 'at every step' : `every ${steps} steps`;
};

const sft: Ingredient = {
  id: 'sft',
  name: 'π_ref',
  phrase: () => 'tied to π_ref',
  summary: 'The reference of the world, which all runs share and which stands still.',
  fields: {},
};

const second: Ingredient = {
  id: 'sft-2',
  name: 'a second reference',
  phrase: () => 'tied to a second reference',
  summary: 'Another reference of its kind: fine-tuned on a corpus drawn anew, or the second one that the world gives.',
  fields: {},
  obstacle: noSecond,
};

const soup: Ingredient = {
  id: 'soup',
  name: 'a soup of two references',
  phrase: (params) => `tied to a soup of two references, ${compactText(numberAt(params, 'weight'))} of it π_ref`,
  summary: 'The average of the weights of π_ref and of the second reference; it stands still.',
  fields: {
    weight: knob({
      label: 'share of π_ref',
      default: 0.5,
      range: [0, 1],
      tex: '\\alpha',
      higher: 'moves the soup from the second reference towards π_ref',
    }),
  },
  obstacle: noSecond,
};

const moving: Ingredient = {
  id: 'moving',
  name: 'itself, a round ago',
  phrase: (params) => `tied to itself, copied ${pace(params)}`,
  summary: 'The run’s own policy, copied every N steps; until the first copy it is π_ref.',
  fields: { every },
  obstacle: noReference,
};

const momentum: Ingredient = {
  id: 'momentum',
  name: 'itself and beyond',
  phrase: (params) => `tied to itself, both put ahead ${pace(params)} with momentum ${numberAt(params, 'momentum')}`,
  summary:
    'Every N steps the policy is put a part α further than it went since the last time, and the reference where it then is; until the first time that is π_ref.',
  fields: {
    every,
    momentum: knob({
      label: 'momentum',
      default: 0.3,
      range: [0, 0.95],
      tex: '\\alpha',
      higher: 'puts both further ahead of where the steps have led',
    }),
  },
  obstacle: noReference,
};

const average: Ingredient = {
  id: 'average',
  name: 'an average of itself',
  phrase: (params) => `tied to an average of itself, moved ${pace(params)}`,
  summary:
    'Every N steps the reference’s weights go a part τ of the way to the run’s own; before the first move it is π_ref.',
  fields: {
    every: { ...every, default: 1 },
    rate: knob({
      label: 'part of the way',
      default: 0.01,
      range: [0.001, 1],
      scale: 'log',
      tex: '\\tau',
      higher: 'lets the reference follow the policy more closely (1 copies it)',
    }),
  },
  obstacle: noReference,
};

export const references: Ingredients = [sft, second, soup, moving, momentum, average];
