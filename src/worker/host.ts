/** The worker's side: takes requests one after another, trains in between, and moves to another backend when one fails. */
import type { BackendChoice, BackendName } from '../experiment/backend';
import type { Experiment } from '../experiment/experiment';
import { type BackendEnvironment, closeBackend, deviceLost } from '../training/backend';
import { type Checkpoint, selectRuns } from '../training/checkpoint';
import { type Clock, chooseBackend } from '../training/choose-backend';
import { Engine } from '../training/engine';
import type { Reference } from '../training/fine-tuning';
import { References } from '../training/reference';
import { nextReport } from '../training/schedule';
import { tellProgress } from './fine-tuning-progress';
import { Outbox } from './outbox';
import { longestRest, Pacer } from './pace';
import type { Event, Request, Speed } from './protocol';

export interface HostSurroundings {
  readonly post: (event: Event) => void;
  readonly environment: BackendEnvironment;
  readonly clock: Clock;
  /** Lets waiting messages in; resolves after at least so many milliseconds, 0 for as soon as may be. */
  readonly rest: (milliseconds: number) => Promise<void>;
}

/** What is to be trained. */
interface Loaded {
  epoch: number;
  experiment: Experiment;
}

/** One training under way. */
interface Session extends Loaded {
  engine: Engine;
  /** Fine-tuned; null where the world has one of its own. */
  readonly reference: Reference | null;
  /** Where the last report stood. */
  checkpoint: Checkpoint;
  /** Rejects when the device under the engine is lost. */
  lost: Promise<never>;
}

/** Milliseconds of training between looks at the messages. */
const slice = 12;

const backendTitles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WASM',
  cpu: 'plain JavaScript',
};

/** Experiments alike in this are about equally fast, so that a choice of backend made for one serves the other. */
const workload = ({ world, policy, data, training, runs }: Experiment): string =>
  JSON.stringify([world.id, policy, data.candidates, training.batch, runs.map(({ objective }) => objective)]);

export class TrainingHost {
  readonly #around: HostSurroundings;
  readonly #outbox = new Outbox();
  readonly #requests: Request[] = [];
  readonly #failed = new Set<BackendName>();
  readonly #references = new References();
  readonly #pacer = new Pacer();
  #wake: () => void = () => {};
  #loaded: Loaded | null = null;
  #session: Session | null = null;
  #backend: { readonly name: BackendName; readonly choice: BackendChoice; readonly workload: string } | null = null;
  #epoch = 0;
  #playing = false;
  #speed: Speed = 1;
  #gradCosine = false;
  #stepsPerSecond = 0;

  constructor(around: HostSurroundings) {
    this.#around = around;
  }

  receive(request: Request): void {
    this.#requests.push(request);
    this.#wake();
  }

  /** Serves requests for ever. */
  async run(): Promise<never> {
    for (;;) {
      const request = this.#requests.shift();
      if (request !== undefined) await this.#guarded(() => this.#serve(request));
      else if (this.#isTraining()) await this.#guarded(() => this.#play());
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #isTraining(): boolean {
    return this.#playing && this.#session !== null && !this.#isDone(this.#session);
  }

  #isDone({ engine, experiment }: Session): boolean {
    return engine.step >= experiment.training.steps;
  }

  async #serve(request: Request): Promise<void> {
    switch (request.type) {
      case 'load':
        this.#playing = request.playing;
        this.#speed = request.speed;
        return this.#load(request.epoch, request.experiment, request.backend);
      case 'update':
        return this.#update(request.epoch, request.experiment, request.rows);
      case 'play':
        this.#playing = true;
        this.#speed = request.speed;
        this.#pacer.restart(this.#around.clock());
        return;
      case 'pause':
        this.#playing = false;
        this.#flush();
        return;
      case 'step':
        this.#playing = false;
        if (this.#session !== null) await this.#advanceTo(this.#session, this.#session.engine.step + request.count);
        this.#flush();
        return;
      case 'cancel':
        // Fine-tuning had ended by itself before this was read.
        return;
      case 'watch':
        this.#gradCosine = request.metrics.includes('gradCosine');
        return;
    }
  }

  async #load(epoch: number, experiment: Experiment, choice: BackendChoice): Promise<void> {
    this.#epoch = epoch;
    // A device that was lost is tried again only when asked for; what failed elsewhere may have been the experiment.
    for (const name of this.#failed) if (name !== 'webgpu' || choice === 'webgpu') this.#failed.delete(name);
    this.#session?.engine.dispose();
    this.#session = null;
    this.#loaded = null;
    this.#outbox.clear();
    const current = this.#backend;
    if (current === null || current.choice !== choice || current.workload !== workload(experiment)) {
      await this.#choose(epoch, experiment, choice);
    }
    this.#loaded = { epoch, experiment };
    await this.#begin(epoch, experiment);
  }

  /** From the start: the reference first, then where the runs stand. */
  async #begin(epoch: number, experiment: Experiment): Promise<void> {
    const reference = await this.#prepare(epoch, experiment);
    if (reference === 'cancelled') return;
    const { engine } = await this.#start({ epoch, experiment, reference });
    const { world, held, displacementScores } = await engine.start();
    const { chosen, rejected, candidates } = held;
    const { logRef } = world;
    this.#around.post({ type: 'prepared', epoch, logRef, chosen, rejected, candidates, displacementScores });
    this.#flush();
  }

  /** Fine-tunes the reference where the world asks for it, unless a request waits that makes it needless. */
  #prepare(epoch: number, experiment: Experiment): Promise<Reference | null | 'cancelled'> {
    return this.#references.prepare(experiment, tellProgress(this.#around, epoch, this.#requests));
  }

  async #choose(epoch: number, experiment: Experiment, choice: BackendChoice): Promise<void> {
    this.#backend = null;
    const { environment, clock } = this.#around;
    const { backend, timings } = await chooseBackend(experiment, choice, environment, clock, this.#failed);
    this.#backend = { name: backend, choice, workload: workload(experiment) };
    this.#stepsPerSecond = timings.find((timing) => timing.backend === backend)?.stepsPerSecond ?? 0;
    this.#around.post({ type: 'ready', epoch, backend, timings });
    if (choice !== 'auto' && backend !== choice) {
      const reason = timings.find((timing) => timing.backend === choice)?.reason ?? 'it could not be started';
      this.#notice(
        epoch,
        `${backendTitles[choice]} cannot be used: ${reason}. Training uses ${backendTitles[backend]}.`,
      );
    }
  }

  /** Builds an engine on the current backend, from the checkpoint or from step 0, and reports where it stands. */
  async #start(training: Loaded & Pick<Session, 'reference'>, checkpoint?: Checkpoint): Promise<Session> {
    const { experiment, reference } = training;
    const engine = new Engine(experiment, { reference, checkpoint });
    const lost = deviceLost(this.#backend?.name ?? 'cpu').then((message) => {
      throw new Error(`the device was lost${message === '' ? '' : `: ${message}`}`);
    });
    lost.catch(() => {});
    const report = await Promise.race([engine.report(), lost]);
    this.#session = { ...training, engine, checkpoint: report.checkpoint, lost };
    this.#loaded = this.#session;
    this.#outbox.add(report);
    this.#pacer.restart(this.#around.clock());
    return this.#session;
  }

  async #update(epoch: number, experiment: Experiment, rows: readonly number[]): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#flush();
    session.epoch = epoch;
    const sameRuns = rows.length === session.experiment.runs.length;
    if (sameRuns && session.engine.update(experiment)) {
      session.experiment = experiment;
      if (!this.#isTraining()) await this.#report(session);
    } else {
      session.engine.dispose();
      await this.#start({ ...session, epoch, experiment }, selectRuns(session.checkpoint, rows));
    }
    this.#flush();
  }

  async #play(): Promise<void> {
    const { clock, rest } = this.#around;
    const session = this.#session;
    if (session === null) return;
    const start = clock();
    do {
      const next = nextReport(session.engine.step, session.experiment.training.steps);
      const { step } = session.engine;
      const wait = this.#pacer.untilDue(clock(), this.#speed, step, next - step);
      if (wait > 0) {
        this.#flushIfDue(session);
        await rest(Math.min(wait, longestRest));
        return;
      }
      await this.#advanceTo(session, next);
    } while (this.#isTraining() && this.#requests.length === 0 && clock() - start < slice);
    this.#flushIfDue(session);
    await rest(0);
  }

  #flushIfDue(session: Session): void {
    if (this.#isDone(session) || this.#outbox.isDue(this.#around.clock())) this.#flush();
  }

  async #advanceTo(session: Session, step: number): Promise<void> {
    const { clock } = this.#around;
    const target = Math.min(step, session.experiment.training.steps);
    const count = target - session.engine.step;
    if (count <= 0) return;
    const start = clock();
    session.engine.advance(count);
    await this.#report(session);
    const rate = (1000 * count) / Math.max(clock() - start, 0.01);
    this.#stepsPerSecond += 0.1 * (rate - this.#stepsPerSecond);
  }

  async #report(session: Session): Promise<void> {
    const report = await Promise.race([session.engine.report({ gradCosine: this.#gradCosine }), session.lost]);
    session.checkpoint = report.checkpoint;
    this.#outbox.add(report);
  }

  #flush(): void {
    const session = this.#session;
    if (session === null) return;
    const frame = this.#outbox.take(this.#around.clock(), {
      epoch: session.epoch,
      stepsPerSecond: this.#stepsPerSecond,
      done: this.#isDone(session),
    });
    if (frame !== null) this.#around.post(frame);
  }

  /** Does the work; where the backend fails under it, goes on with the next one from the last checkpoint. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const failed = this.#backend?.name;
      const reason = error instanceof Error ? error.message : String(error);
      if (this.#loaded === null || failed === undefined) return this.#fail(reason);
      await this.#moveOn(this.#loaded, failed, reason);
    }
  }

  async #moveOn({ epoch, experiment }: Loaded, failed: BackendName, reason: string): Promise<void> {
    const session = this.#session;
    this.#failed.add(failed);
    this.#flush();
    this.#session = null;
    if (failed === 'webgpu') closeBackend(failed);
    try {
      await this.#choose(epoch, experiment, 'auto');
      if (session === null) await this.#begin(epoch, experiment);
      else await this.#start(session, session.checkpoint);
    } catch (error) {
      return this.#fail(error instanceof Error ? error.message : String(error));
    }
    const successor = backendTitles[this.#backend?.name ?? 'cpu'];
    const where = session === null ? 'starts anew' : `goes on from step ${session.checkpoint.step}`;
    this.#notice(epoch, `${backendTitles[failed]} stopped (${reason}). ${successor} ${where}.`);
  }

  #fail(reason: string): void {
    this.#around.post({ type: 'failed', epoch: this.#epoch, text: `Training cannot start here: ${reason}.` });
  }

  #notice(epoch: number, text: string): void {
    this.#around.post({ type: 'notice', epoch, text });
  }
}
