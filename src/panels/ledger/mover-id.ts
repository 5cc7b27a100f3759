/** Where on the page a response stands among those that gained the most, or lost it. */
export const moverId = (response: number): string => `mover-${response}`;
