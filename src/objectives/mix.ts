/** What a mix is: a weighted sum of trained runs in weight space, θ = Σ wᵢ θᵢ. Nothing of it is trained. */

import { type FieldValues, knob, type NumberField } from '../settings/fields';
import { maxRuns } from '../settings/limits';
import type { Entry } from './define';

/** A run by its index, and the weight of its θ in the sum. */
export interface Share {
  readonly run: number;
  readonly weight: number;
}

export interface Mix extends Entry {
  readonly kind: 'mix';
  /** The knobs that name a run by its number on the page, which counts from 1. */
  readonly runKnobs: readonly string[];
  /** θ in TeX; θ_0 is the start that all runs share. */
  readonly tex: string;
  /** The shares of runs, of which those that are trained are listed by index. The start takes what is left of 1. */
  readonly shares: (knobs: FieldValues, trained: readonly number[]) => readonly Share[];
}

/** A knob that names a run by its number on the page. */
export const runKnob = (label: string, initial: number): NumberField =>
  knob({ label, default: initial, range: [1, maxRuns], integer: true, higher: 'names a later run' });
