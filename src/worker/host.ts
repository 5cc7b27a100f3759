/** The worker's side: takes requests one after another, trains in between, and moves to another backend when one fails. */
import type { BackendName } from '../experiment/backend';
import { affordsCosine } from '../experiment/budget';
import type { Experiment } from '../settings/experiment';
import { Superseded } from '../training/choose-backend';
import { Preparations } from '../training/preparations';
import { nextReport } from '../training/schedule';
import type { Backend } from '../training/trainer';
import { Backends, backendTitles, type Chosen } from './backends';
import { Inbox, type Task } from './inbox';
import { Outbox } from './outbox';
import { longestRest, Pacer } from './pace';
import { preparedFrom } from './prepared';
import type { Load, Request, Speed } from './protocol';
import { answerQuestion, type Question } from './questions';
import { Saver } from './saver';
import { type Grounded, type Loaded, Session } from './session';
import { tellProgress } from './stage-progress';
import type { HostSurroundings } from './surroundings';

/** Milliseconds of training between looks at the messages. */
const slice = 12;

export class TrainingHost {
  readonly #around: HostSurroundings;
  readonly #outbox = new Outbox();
  readonly #saver = new Saver();
  readonly #inbox: Inbox;
  readonly #backends: Backends;
  readonly #preparations = new Preparations();
  readonly #pacer = new Pacer();
  #loaded: Loaded | null = null;
  #session: Session | null = null;
  #epoch = 0;
  #playing = false;
  /** Nobody sees the page. */
  #resting = false;
  /** Paused, it trains up to this step. */
  #goal = 0;
  #speed: Speed = 1;
  #gradCosine = false;
  #stepsPerSecond = 0;

  constructor(around: HostSurroundings) {
    this.#around = around;
    this.#inbox = new Inbox(around.post);
    this.#backends = new Backends(around.environment, around.clock);
  }

  receive(request: Request): void {
    this.#inbox.receive(request);
  }

  /** Serves requests for ever. */
  async run(): Promise<never> {
    for (;;) {
      const task = this.#inbox.take();
      if (task !== undefined) await this.#guarded(() => this.#serve(task));
      else if (this.#isTraining()) await this.#guarded(() => this.#play());
      else await this.#inbox.next();
    }
  }

  #isTraining(): boolean {
    const session = this.#session;
    if (session === null || session.isDone || this.#resting) return false;
    return this.#playing || session.step < this.#goal;
  }

  async #serve(request: Task): Promise<void> {
    switch (request.type) {
      case 'load':
        return this.#load(request);
      case 'update':
        return this.#update(request.epoch, request.experiment, request.rows);
      case 'play':
        this.#playing = true;
        this.#speed = request.speed;
        return this.#pacer.restart(this.#around.clock());
      case 'pause':
        this.#playing = false;
        this.#goal = 0;
        return this.#standStill();
      case 'step':
        this.#playing = false;
        this.#goal = Math.max(this.#goal, this.#session?.step ?? 0) + request.count;
        return;
      case 'rest':
        this.#resting = request.resting;
        this.#pacer.restart(this.#around.clock());
        return this.#standStill();
      case 'cancel':
        // The stages had ended by themselves before this was read.
        return;
      case 'watch':
        this.#gradCosine = request.metrics.includes('gradCosine');
        // Where nothing trains, no report is to come by itself.
        return this.#isTraining() ? undefined : this.#standStill(true);
      case 'plane':
      case 'control':
      case 'speeds':
        return this.#answer(request);
    }
  }

  async #load({ epoch, experiment, backend, playing, speed, checkpoint }: Load): Promise<void> {
    this.#epoch = epoch;
    this.#playing = playing;
    this.#speed = speed;
    this.#goal = 0;
    this.#session?.dispose();
    this.#session = null;
    this.#loaded = null;
    this.#outbox.clear();
    const chosen = await this.#backends.open(experiment, backend, () => this.#breathe());
    this.#loaded = { epoch, experiment, checkpoint: checkpoint ?? null };
    if (chosen !== null) this.#announce(epoch, chosen);
    await this.#begin(this.#loaded);
  }

  /** Lets messages in, and gives up what a newer load makes needless. */
  async #breathe(): Promise<void> {
    await this.#around.rest(0);
    if (this.#inbox.tasks.some(({ type }) => type === 'load')) throw new Superseded();
  }

  #announce(epoch: number, { backend, timings, notice }: Chosen): void {
    this.#stepsPerSecond = timings.find((timing) => timing.backend === backend)?.stepsPerSecond ?? 0;
    this.#around.post({ type: 'ready', epoch, backend, timings });
    if (notice !== null) this.#notice(epoch, notice);
  }

  /** The stages first, then where the runs stand. */
  async #begin(loaded: Loaded): Promise<void> {
    const { epoch, experiment } = loaded;
    const tell = tellProgress(this.#around, epoch, this.#inbox.tasks);
    const groundwork = await this.#preparations.prepare(experiment, tell);
    if (groundwork === 'cancelled') return;
    const session = await this.#start({ ...loaded, groundwork });
    this.#around.post(preparedFrom(epoch, experiment, await session.start()));
    this.#flush();
  }

  get #backend(): Backend {
    const { current } = this.#backends;
    if (current === null) throw new Error('no backend was chosen');
    return current;
  }

  /** Trains on the current backend, from the checkpoint or from step 0, and reports where it stands. */
  async #start(training: Grounded): Promise<Session> {
    const session = new Session(training, this.#backend, this.#around.helpers);
    await this.#report(session);
    this.#session = session;
    this.#loaded = session;
    this.#pacer.restart(this.#around.clock());
    return session;
  }

  async #update(epoch: number, experiment: Experiment, rows: readonly number[]): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#flush();
    session.epoch = epoch;
    if (!session.update(experiment)) {
      session.dispose();
      await this.#start(session.successor(epoch, experiment, rows));
    } else if (!this.#isTraining()) await this.#report(session);
    this.#flush();
  }

  async #play(): Promise<void> {
    const { clock, rest } = this.#around;
    const session = this.#session;
    if (session === null) return;
    const start = clock();
    do {
      const { step, experiment } = session;
      const { steps } = experiment.training;
      const target = this.#playing ? nextReport(step, steps) : Math.min(this.#goal, steps);
      const wait = this.#playing ? this.#pacer.untilDue(clock(), this.#speed, step, target - step) : 0;
      if (wait > 0) {
        this.#flushIfDue();
        await rest(Math.min(wait, longestRest));
        return;
      }
      await this.#advanceTo(session, target);
    } while (this.#isTraining() && this.#inbox.isEmpty && clock() - start < slice);
    this.#flushIfDue();
    await rest(0);
  }

  /** Trains up to this step and reports it, unless a request comes in between: that is served first. */
  async #advanceTo(session: Session, target: number): Promise<void> {
    const { clock, rest } = this.#around;
    while (session.step < target) {
      const start = clock();
      const count = session.slices.of(target - session.step);
      session.advance(count);
      const isThere = session.step === target;
      await (isThere ? this.#report(session) : session.settle());
      const took = clock() - start;
      session.took(count, took);
      const rate = (1000 * count) / Math.max(took, 0.01);
      this.#stepsPerSecond += (this.#stepsPerSecond === 0 ? 1 : 0.1) * (rate - this.#stepsPerSecond);
      if (isThere) return;
      await rest(0);
      if (!this.#inbox.isEmpty) return;
    }
  }

  /** Reports where training stands, though no report is due there; `again` where one was made. */
  async #standStill(again = false): Promise<void> {
    const session = this.#session;
    if (session !== null && (again || session.step !== session.checkpoint?.step)) await this.#report(session);
    this.#flush();
  }

  /** Trains on only when the answer is there, unless a load makes that needless. */
  async #answer(question: Question): Promise<void> {
    await this.#standStill();
    const session = this.#session;
    if (session?.epoch !== question.epoch) return;
    await answerQuestion(question, session, {
      ...this.#around,
      backends: this.#backends,
      preparations: this.#preparations,
      tasks: this.#inbox.tasks,
      breathe: () => this.#breathe(),
    });
    this.#pacer.restart(this.#around.clock());
  }

  #flushIfDue(): void {
    if (!this.#isTraining() || this.#outbox.isDue(this.#around.clock())) this.#flush();
  }

  async #report(session: Session): Promise<void> {
    const report = await session.report(this.#gradCosine && affordsCosine(session.experiment));
    if (report !== null) this.#outbox.add(report);
  }

  #flush(): void {
    const session = this.#session;
    if (session === null) return;
    const { epoch, checkpoint } = session;
    const now = this.#around.clock();
    const frame = this.#outbox.take(now, { epoch, stepsPerSecond: this.#stepsPerSecond, done: session.isDone });
    if (frame !== null) this.#around.post(frame);
    if (checkpoint !== null && this.#saver.isDue(checkpoint, now, this.#isTraining())) {
      this.#around.post({ type: 'checkpoint', epoch, checkpoint });
    }
  }

  /** Does the work; where the backend fails under it, goes on with the next one from the last checkpoint. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Superseded) return;
      const failed = this.#backends.current?.name ?? null;
      const reason = error instanceof Error ? error.message : String(error);
      if (this.#loaded === null || failed === null) return this.#fail(reason);
      await this.#moveOn(this.#loaded, failed, reason);
    }
  }

  async #moveOn(loaded: Loaded, failed: BackendName, reason: string): Promise<void> {
    const { epoch, experiment, checkpoint } = loaded;
    const session = this.#session;
    this.#flush();
    this.#session = null;
    try {
      this.#announce(epoch, await this.#backends.replace(failed, experiment, () => this.#breathe()));
      if (session === null) await this.#begin(loaded);
      else await this.#start(session);
    } catch (error) {
      if (!(error instanceof Superseded)) this.#fail(error instanceof Error ? error.message : String(error));
      return;
    }
    const successor = backendTitles[this.#backend.name];
    const where = checkpoint === null ? 'starts anew' : `goes on from step ${checkpoint.step}`;
    this.#notice(epoch, `${backendTitles[failed]} stopped (${reason}). ${successor} ${where}.`);
  }

  #fail(reason: string): void {
    this.#around.post({ type: 'failed', epoch: this.#epoch, text: `Training cannot start here: ${reason}.` });
  }

  #notice(epoch: number, text: string): void {
    this.#around.post({ type: 'notice', epoch, text });
  }
}
