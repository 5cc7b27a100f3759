/**
 * Decides when charts are redrawn, so that many of them never add up to one long task.
 *
 * Costly charts take turns, one an animation frame, each at most 8 times a second; one that would soon have
 * waited a quarter of a second goes along in a frame that was brief, which keeps all above 4 Hz on a slow machine. Cheap pictures may redraw
 * every frame. Nothing runs while nothing has changed or nobody can see it.
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

/** Milliseconds since a costly chart's last redraw from which it may have its turn, and from which it need not. */
const shortest = 125;
const overdue = 180;
/** Milliseconds a frame may have taken when a second chart still goes along. */
const brief = 10;

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
    const [first, second] = stale
      .filter(({ pace, drawnAt }) => pace === 'in-turn' && now - drawnAt >= shortest)
      .sort((a, b) => a.drawnAt - b.drawnAt);
    const due = stale.filter(({ pace }) => pace === 'every-frame');
    if (first !== undefined) due.push(first);
    const draw = (entry: Entry): void => {
      entry.stale = false;
      entry.drawnAt = now;
      if (entry.draw(now)) entry.stale = true;
    };
    const isOverdue = second !== undefined && Number.isFinite(second.drawnAt) && now - second.drawnAt > overdue;
    try {
      for (const entry of due) draw(entry);
      if (isOverdue && this.#clock.now() - now < brief) draw(second);
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
