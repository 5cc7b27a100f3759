/** WebAssembly that lies in the source as base64, compiled when it is first asked for, and once. */

/** Gives the module; null where it does not compile, as without SIMD. */
export const compiledOnce = (base64: string): (() => WebAssembly.Module | null) => {
  let compiled: WebAssembly.Module | null | undefined;
  return () => {
    if (compiled !== undefined) return compiled;
    try {
      compiled = new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
    } catch {
      compiled = null;
    }
    return compiled;
  };
};
