/** One or two sentences saying what to notice in an experiment: only what holds for these very settings. */
import { type Headline, text } from './claims';
import { cliffHeadline } from './cliff-headline';
import type { Experiment } from './experiment';
import { twoPeaksHeadline } from './two-peaks-headline';

/** True of every experiment. */
const neutral: Headline = [
  text(
    'Every run starts from the same policy. Watch where its probability goes: the dotted line is π*, the best trade of reward against staying close to the reference at this β.',
  ),
];

export const headlineFor = (experiment: Experiment): Headline =>
  twoPeaksHeadline(experiment) ?? cliffHeadline(experiment) ?? neutral;
