/** Settings that several families share. */
import { knob } from '../../settings/fields';

export const start = knob({
  label: 'start',
  default: 0.3,
  range: [-6, 6],
  tex: '\\mu_0',
  higher: 'starts further right',
});

export const width = knob({
  label: 'width',
  default: 0.8,
  range: [0.2, 6],
  scale: 'log',
  tex: 's',
  higher: 'spreads the policy over more responses',
});

export const startingWidth = { ...width, label: 'starting width', tex: 's_0', higher: 'starts broader' };

export const layers = knob({
  label: 'layers',
  default: 1,
  range: [1, 2],
  integer: true,
  higher: 'stacks another layer',
});

export const hidden = knob({
  label: 'hidden units',
  default: 32,
  range: [4, 128],
  scale: 'log',
  integer: true,
  higher: 'gives the policy more weights',
});
