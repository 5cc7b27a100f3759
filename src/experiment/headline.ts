/** One or two sentences saying what to notice in an experiment: only what holds for these very settings. */

import type { Experiment } from '../settings/experiment';
import { sentences } from '../worlds/sentences';
import { triangle } from '../worlds/triangle';
import { type Headline, text } from './claims';
import { cliffHeadline } from './cliff-headline';
import { sentencesHeadline } from './sentences-headline';
import { triangleHeadline } from './triangle-headline';
import { twoPeaksHeadline } from './two-peaks-headline';

const same = text('Every run starts from the same policy. ');
/** True of every experiment on a line. */
const neutral: Headline = [
  same,
  text(
    'Watch where its probability goes: the dotted line is π*, the best trade of reward against staying close to the reference at this β.',
  ),
];
const neutralElsewhere: Readonly<Record<string, Headline>> = {
  [sentences.id]: [
    same,
    text(
      'Watch what becomes of the answers that were chosen and of those that were rejected, and which other sentences take what they lose.',
    ),
  ],
  [triangle.id]: [
    same,
    text(
      'Watch which corner each goes to: a corner is one answer for certain, and π* the best trade of reward against staying close to the reference at this β.',
    ),
  ],
};

export const headlineFor = (experiment: Experiment): Headline =>
  twoPeaksHeadline(experiment) ??
  cliffHeadline(experiment) ??
  sentencesHeadline(experiment) ??
  triangleHeadline(experiment) ??
  neutralElsewhere[experiment.world.id] ??
  neutral;
