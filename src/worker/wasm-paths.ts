/** Where the built page keeps the WASM binaries of tfjs, by the names tfjs asks for. */
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

export const wasmPaths = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // tfjs wants an address for every name; the threaded file is never asked for.
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
} as const;
