/** PyTorch beside the engine: a Python process that trains the same workloads on request. */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { sentences } from '../src/worlds/sentences';
import { type Arm, ArmFailed, type Clock } from './interleave';
import { armName, cudaArmName, cudaModes, launches, type TorchMode, threadCounts, torchModes } from './torch-modes';
import { sentenceSizes, sentenceWorldParams, type Workload } from './workloads';

/** Which PyTorch this is, so that a reader can judge a ratio to it. */
export interface TorchInfo {
  readonly python: string;
  readonly version: string;
  /** `torch.__config__.show()` */
  readonly config: string;
  /** BLAS libraries loaded, where the system tells. */
  readonly blas: readonly string[];
  /** Speed of a 512 × 512 × 512 product by thread count. */
  readonly matmulGflops: Readonly<Record<string, number>>;
  /** The GPU that it trains on; null on the processor, and where it finds none. */
  readonly gpu: string | null;
}

/** PyTorch's operations are compiled already: until the caches are warm. */
const warmUp = 250;

interface TorchRequest {
  readonly training: Readonly<Record<string, string | number>>;
  readonly steps: number;
  readonly threads: number;
  readonly clock: Clock;
  readonly graph: boolean;
}

/** How a mode of training is asked for: on the processor with so many threads, on a GPU with none to choose. */
type Manner = Pick<TorchRequest, 'threads' | 'graph'>;

const server = join(import.meta.dirname, 'torch_server.py');

/** The world of sentences as the server takes it, with the reference and the reward of the engine. */
const sentenceWorld = (): Readonly<Record<string, number | readonly number[]>> => {
  const { logRef, labelReward } = sentences.build(sentenceWorldParams);
  return { ...sentenceSizes, logRef: [...logRef], reward: [...labelReward] };
};

/** A workload's training in this mode, as the server takes it. */
const trainingOf = (workload: Workload, { grouping, coverage }: TorchMode): TorchRequest['training'] => {
  const { world, policy } = workload;
  const runs = grouping === 'batched' ? workload.runs : 1;
  return world === 'line'
    ? { world, policy, candidates: workload.candidates, runs }
    : { world, policy, layers: workload.layers, coverage, runs };
};

/** PyTorch's own threads, without a second pool in its BLAS and without spinning in the engine's turn; no compiled files. */
const environment = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_WAIT_POLICY: 'passive',
  PYTHONDONTWRITEBYTECODE: '1',
  ...process.env,
};

/** The first Python with PyTorch: `PYTHON` if set, or else those on the path and of the system. */
const findPython = (): string | null => {
  const { PYTHON } = process.env;
  const candidates = PYTHON === undefined ? ['python3', '/usr/bin/python3', 'python'] : [PYTHON];
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0) ?? null;
};

type TorchProcess = ChildProcessByStdio<Writable, Readable, null>;

export class TorchServer {
  readonly info: TorchInfo;
  readonly #child: TorchProcess;
  readonly #answers: AsyncIterator<string>;

  private constructor(child: TorchProcess, answers: AsyncIterator<string>, info: TorchInfo) {
    this.#child = child;
    this.#answers = answers;
    this.info = info;
  }

  /** null where no Python has PyTorch, or that finds no such device. */
  static async start(device: 'cpu' | 'cuda'): Promise<TorchServer | null> {
    const python = findPython();
    if (python === null) return null;
    const child = spawn(python, [server, device, ...(device === 'cpu' ? threadCounts.map(String) : [])], {
      env: environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const info = await nextAnswer(answers);
    child.stdin.write(`${JSON.stringify(sentenceWorld())}\n`);
    const started = new TorchServer(child, answers, { python, ...(info as Omit<TorchInfo, 'python'>) });
    if (device === 'cpu' || started.info.gpu !== null) return started;
    started.stop();
    return null;
  }

  /** Arms for every way of training this workload, and every number of threads or way of launching. */
  arms(workload: Workload, clock: Clock): readonly Arm[] {
    if (this.info.gpu !== null) {
      return cudaModes(workload.world).flatMap((mode) =>
        launches.map((launch) => {
          const manner = { threads: 0, graph: launch === 'graphs' };
          return this.#arm(cudaArmName(mode, launch), workload, mode, manner, clock);
        }),
      );
    }
    return torchModes[workload.world].flatMap((mode) =>
      threadCounts.map((threads) =>
        this.#arm(armName(mode, threads), workload, mode, { threads, graph: false }, clock),
      ),
    );
  }

  stop(): void {
    this.#child.stdin.end();
  }

  #arm(name: string, workload: Workload, mode: TorchMode, manner: Manner, clock: Clock): Arm {
    const training = trainingOf(workload, mode);
    return {
      name,
      warmUp,
      runs: mode.grouping === 'batched' ? workload.runs : 1,
      time: async (steps) => {
        const request: TorchRequest = { training, steps, clock, ...manner };
        this.#child.stdin.write(`${JSON.stringify(request)}\n`);
        const answer = (await nextAnswer(this.#answers)) as {
          readonly milliseconds?: number;
          readonly failure?: string;
        };
        if (answer.milliseconds === undefined) throw new ArmFailed(`${name}: ${answer.failure}`);
        return answer.milliseconds;
      },
      dispose: () => {},
    };
  }
}

const nextAnswer = async (answers: AsyncIterator<string>): Promise<unknown> => {
  const { value, done } = await answers.next();
  if (done === true) throw new Error('the PyTorch process ended early');
  return JSON.parse(value);
};
