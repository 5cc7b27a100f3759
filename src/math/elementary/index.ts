/**
 * Elementary functions that give the same bits in every browser, which those of `Math` do not: only sums, products,
 * quotients and the bits of a float64, in a fixed order. All but `exp` after fdlibm, which says:
 *
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
export { cos } from './cos';
export { exp, expm1 } from './exp';
export { log, log1p } from './log';
export { pow, square } from './pow';
export { tanh } from './tanh';
