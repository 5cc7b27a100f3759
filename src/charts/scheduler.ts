/**
 * Decides when charts are redrawn, so that many of them never add up to one long task.
 *
 * Charts take turns, each at most 8 times a second: as many in an animation frame as are drawn in a few milliseconds, so
 * that a costly one has a frame to itself, and cheap ones share what the browser does once a frame. Pictures that move may
 * redraw every frame. Nothing runs while nothing has changed or nobody can see it.
 */

/** Where time and frames come from. */
export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  readonly requestFrame: (frame: () => void) => number;
  readonly cancelFrame: (handle: number) => void;
  readonly hidden: () => boolean;
  /** Calls back when `hidden` may have changed; returns a function that stops it. */
  readonly onVisibility: (listener: () => void) => () => void;
}

export type Pace = 'every-frame' | 'in-turn';

/** Redraws; true asks for another frame though nothing new came, as a movement does that has not ended. */
export type Draw = (now: number) => boolean;

export interface Registration {
  /** Says that something changed. */
  readonly invalidate: () => void;
  readonly release: () => void;
}

interface Entry {
  readonly draw: Draw;
  readonly pace: Pace;
  stale: boolean;
  drawnAt: number;
}

/** Milliseconds from a chart's redraw to its next turn. */
const shortest = 125;
/** Milliseconds a frame may have taken when one more chart has its turn in it. */
const brief = 4;

export class RedrawScheduler {
  readonly #clock: Clock;
  readonly #entries = new Set<Entry>();
  #frame: number | null = null;
  #stopVisibility: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a chart, which is drawn at the next opportunity. */
  register(draw: Draw, pace: Pace): Registration {
    const entry: Entry = { draw, pace, stale: true, drawnAt: Number.NEGATIVE_INFINITY };
    this.#stopVisibility ??= this.#clock.onVisibility(() => this.#arrange());
    this.#entries.add(entry);
    this.#arrange();
    return {
      invalidate: () => {
        entry.stale = true;
        this.#arrange();
      },
      release: () => {
        this.#entries.delete(entry);
        this.#arrange();
        if (this.#entries.size > 0) return;
        this.#stopVisibility?.();
        this.#stopVisibility = null;
      },
    };
  }

  /** Has a frame on order exactly when there is something to draw and somebody to see it. */
  #arrange(): void {
    const needed = !this.#clock.hidden() && [...this.#entries].some(({ stale }) => stale);
    if (needed) this.#frame ??= this.#clock.requestFrame(() => this.#run());
    else if (this.#frame !== null) {
      this.#clock.cancelFrame(this.#frame);
      this.#frame = null;
    }
  }

  #run(): void {
    this.#frame = null;
    const now = this.#clock.now();
    const stale = [...this.#entries].filter((entry) => entry.stale);
    const moving = stale.filter(({ pace }) => pace === 'every-frame');
    const [first, ...others] = stale
      .filter(({ pace, drawnAt }) => pace === 'in-turn' && now - drawnAt >= shortest)
      .sort((a, b) => a.drawnAt - b.drawnAt);
    const draw = (entry: Entry): void => {
      entry.stale = false;
      entry.drawnAt = now;
      if (entry.draw(now)) entry.stale = true;
    };
    try {
      for (const entry of moving) draw(entry);
      if (first !== undefined) draw(first);
      for (const entry of others) {
        if (this.#clock.now() - now >= brief) break;
        draw(entry);
      }
    } finally {
      this.#arrange();
    }
  }
}

/** The browser's own frames. */
export const browserClock: Clock = {
  now: () => performance.now(),
  requestFrame: (frame) => requestAnimationFrame(frame),
  cancelFrame: (handle) => cancelAnimationFrame(handle),
  hidden: () => document.hidden,
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};
