/** Waiting for something that may never come. */

export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Settles as the work does; rejects with `TooLate` where that takes longer than so many milliseconds. */
export const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
};
