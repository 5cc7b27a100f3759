/** A mistake of the caller's: told on standard error, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
