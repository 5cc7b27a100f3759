/** Where training can run, and how fast. */

export const backendNames = ['webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];
/** `auto` times the experiment on each backend to be had and takes the fastest. */
export type BackendChoice = 'auto' | BackendName;

/** How fast this experiment trains on a backend. */
export interface BackendTiming {
  readonly backend: BackendName;
  /** null where the backend is not to be had; `reason` says why. */
  readonly stepsPerSecond: number | null;
  readonly reason: string;
}

/** How fast it trains on each backend with so many runs. */
export interface Speeds {
  readonly runs: number;
  readonly timings: readonly BackendTiming[];
}
