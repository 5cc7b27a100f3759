/** Functions of two numbers at a time for code that is made of expressions. */
import { exp2, log2, sigmoid2, softplus2 } from './elementary';

export function exp(x: v128): v128 {
  return exp2(x);
}

export function log(x: v128): v128 {
  return log2(x);
}

export function sigmoid(x: v128): v128 {
  return sigmoid2(x);
}

export function softplus(x: v128): v128 {
  return softplus2(x);
}

export function logSigmoid(x: v128): v128 {
  return f64x2.neg(softplus2(f64x2.neg(x)));
}
