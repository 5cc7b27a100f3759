/** Numbers as an engine keeps them: of 32 bits on a device, of 64 in plain JavaScript. */
export type Numbers = Float32Array | Float64Array;
