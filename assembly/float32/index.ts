/** The module's functions. It has no data and no stack of its own: it works in the memory that it is given. */
export { attend, attendBack } from './attention';
export { addTo, silu, siluBack, tanh, tanhBack } from './elementwise';
export { norm, normBack } from './norm';
export { product } from './product';
export { addToEach, addToRows, sumOfAll, sumOfRows } from './rows';
