/** Arithmetic of losses, policies and optimisers in float64, with the same bits as the plain code in src. */
export { adam } from './adam';
export { addTransposed, valuesOf } from './forms';
export { exp, log, logSigmoid, sigmoid, softplus } from './functions';
export { groupSum, spread } from './groups';
export { groupLogSoftmax, groupSoftmax, softmaxAt, softmaxBack } from './softmax';
