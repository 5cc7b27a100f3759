/** Trials that start from the same fine-tuned reference share it. */
import { Preparations } from '../training/preparations';

export const preparations = new Preparations();
