/** Ten answers that earn 1 with a chance each, of which the best is hardly ever drawn at first (scenario K4). */
export const rareBest = {
  means: [0.5, 0.45, 0.4, 0.35, 0.3, 0.3, 0.3, 0.3, 0.3, 0.7],
  policy0: [0.15, 0.15, 0.15, 0.15, 0.15, 0.15, 0.03, 0.03, 0.03, 0.01],
  best: 9,
  steps: 3000,
} as const;
