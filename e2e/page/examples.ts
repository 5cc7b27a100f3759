/** Links of experiments at which the tests look on a desktop and on a phone. */

/** Beside the multiplier that keeps the promise there is one that is learned. */
export const promiseLink =
  '#1&policy=table&data.candidates=4&training.steps=300&run=dpo,beta:1&run=primal-dual,beta:1,rate:0.05&seed=1';

/** Two of the runs and their soup span a plane, and one lies off it. */
export const weightPlaneLink =
  '#1&policy=rbf&policy.centres=5&training.steps=40&training.batch=64&run=dpo,beta:1&run=ipo,tau:0.25' +
  '&run=soup,first:1,second:2&run=rl-exact,beta:1';
