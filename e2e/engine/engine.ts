/** What the tests of this folder ask of the engine, built as one script for the empty page. */
export { openLink } from '../../src/experiment/link';
export { openBackend } from '../../src/training/backend';
export { allDigests } from '../../src/training/digests';
export { compareGolden } from '../../src/training/golden-agreement';
export { currentTensors } from '../../src/training/tensors';
export { train } from '../../src/training/train';
export { difference, everyRunTwice, trainTwins, twinWorlds } from '../../src/training/twins';
export { apartAfterOneStep, apartAfterTraining, frozenRuns, steppedCases } from '../../src/training/webgpu/agreement';
export { wasmPaths } from '../../src/worker/wasm-paths';
