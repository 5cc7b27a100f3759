/** The memory in which the pass and the losses of an experiment find room, so that nothing is copied between them. */
import { workOf } from '../../experiment/work';
import { type OpenRoom, roomsTogether } from '../../math/simd-room';
import type { Experiment } from '../../settings/experiment';

/**
 * For each byte of tensors that a step would take so many, more than any objective asks for, and so many in all at most:
 * what is opened has to be cleared away again, which would be much of the time that a small experiment takes.
 */
const bytes = { ofTensors: 20, most: 1 << 23 } as const;

/** With so many bytes beside. */
export const roomOf = (experiment: Experiment, beside: number): OpenRoom =>
  roomsTogether(Math.min(bytes.most, bytes.ofTensors * 1e6 * workOf(experiment).megabytes) + beside);
