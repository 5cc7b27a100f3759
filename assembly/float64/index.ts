/** Arithmetic of losses, policies and optimisers in float64, with the same bits as the plain code in src. */
export { adam, adamRow } from './adam';
export { clear, copy } from './copy';
export { powers } from './elementary';
export { addTransposed, gathered, valuesOf } from './forms';
export { exp, exponentialUtility, log, logSigmoid, sigmoid, softplus } from './functions';
export { gaussian, precisionOf, towardsLogWidth, towardsMean } from './gaussian';
export { groupSum, mean, spread } from './groups';
export { gatheredSoftmax, groupLogSoftmax, groupSoftmax, softmaxAt, softmaxBack } from './softmax';

/** The first address that is free for arrays. */
export const free: usize = __heap_base;
