/**
 * Responses token by token: the soft values of beginnings and of the tokens that may follow, by backward induction. With
 * V(s) = β log Σ_a π_ref(a|s) e^{Q(s,a)/β}, where Q is V of what follows or the reward of a response that ends there,
 * β log π*(a|s)/π_ref(a|s) = Q(s,a) − V(s), and V of the empty beginning is β log Z (2404.12358).
 */
import { logNormalise, logSumExp } from './distribution';

/** M nodes with V choices each; a choice's index is node · V + choice. Nodes come before those that follow them. */
export interface ValuedTree {
  readonly choices: number;
  /** log π_ref of each choice, [M · V]; −∞ where it may not be taken. */
  readonly logRef: Float64Array;
  /** What follows each choice, [M · V]: a node, or −1 − y where response y ends with it. */
  readonly next: Int32Array;
}

export interface SoftValues {
  /** Q(s, a) [M · V]; −∞ where the choice may not be taken. */
  readonly q: Float64Array;
  /** V(s) [M]. */
  readonly v: Float64Array;
  /** Q − V [M · V]: β log π*(a|s)/π_ref(a|s). */
  readonly advantage: Float64Array;
  /** log π*(a|s) [M · V]. */
  readonly logStar: Float64Array;
}

/** `reward` by response. */
export const softValues = ({ choices, logRef, next }: ValuedTree, reward: Float64Array, beta: number): SoftValues => {
  const q = new Float64Array(logRef.length).fill(Number.NEGATIVE_INFINITY);
  const v = new Float64Array(logRef.length / choices);
  const tilted = new Float64Array(logRef.length);
  for (let node = v.length - 1; node >= 0; node--) {
    for (let i = node * choices; i < (node + 1) * choices; i++) {
      const after = next[i] ?? 0;
      const value = after < 0 ? reward[-1 - after] : v[after];
      if (logRef[i] !== Number.NEGATIVE_INFINITY) q[i] = value ?? Number.NaN;
      tilted[i] = (logRef[i] ?? 0) + (q[i] ?? 0) / beta;
    }
    v[node] = beta * logSumExp(tilted.subarray(node * choices, (node + 1) * choices));
  }
  return {
    q,
    v,
    advantage: q.map((value, i) => value - (v[Math.floor(i / choices)] ?? 0)),
    logStar: logNormalise(tilted, choices),
  };
};
