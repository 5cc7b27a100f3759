/** The tensor engine, which is loaded only where it is asked for: tfjs is large. */
import type { Backend } from './trainer';

/** On whichever tfjs backend is open. */
export const currentTensors = async (): Promise<Backend> => (await import('./tensor-backend')).tensorBackend();
