/** PyTorch beside the engine: a Python process that trains the same workloads on request. */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Arm, Timing } from './interleave';
import type { Workload } from './workloads';

/** Ways of training R runs in PyTorch; each is timed with every number of threads, and the best counts. */
export const torchModes = ['batched', 'one at a time'] as const;
export type TorchMode = (typeof torchModes)[number];

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
}

interface TorchRequest {
  readonly policy: Workload['policy'];
  readonly candidates: number;
  readonly runs: number;
  readonly steps: number;
  readonly threads: number;
}

const server = fileURLToPath(new URL('./torch_server.py', import.meta.url));
const threadCounts = [1, 2] as const;

/** PyTorch's own threads, without a second pool in its BLAS and without spinning in the engine's turn. */
const environment = { OPENBLAS_NUM_THREADS: '1', OMP_WAIT_POLICY: 'passive', ...process.env };

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

  /** null where no Python has PyTorch. */
  static async start(): Promise<TorchServer | null> {
    const python = findPython();
    if (python === null) return null;
    const child = spawn(python, [server, ...threadCounts.map(String)], {
      env: environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const info = await nextAnswer(answers);
    return new TorchServer(child, answers, { python, ...(info as Omit<TorchInfo, 'python'>) });
  }

  /** Arms that train all runs in one batch, and arms that train them one after another. */
  arms(workload: Workload): readonly Arm[] {
    return torchModes.flatMap((mode) => threadCounts.map((threads) => this.#arm(workload, mode, threads)));
  }

  stop(): void {
    this.#child.stdin.end();
  }

  #arm({ policy, candidates, runs: all }: Workload, mode: TorchMode, threads: number): Arm {
    const runs = mode === 'batched' ? all : 1;
    return {
      name: armName(mode, threads),
      runs,
      time: async (steps) => {
        const request: TorchRequest = { policy, candidates, runs, steps, threads };
        this.#child.stdin.write(`${JSON.stringify(request)}\n`);
        const answer = (await nextAnswer(this.#answers)) as { readonly milliseconds: number };
        return answer.milliseconds;
      },
      dispose: () => {},
    };
  }
}

const armName = (mode: TorchMode, threads: number): string => `torch ${mode}, ${threads} thr`;

/** The fastest of the arms of this mode; undefined where PyTorch was not timed. */
export const bestTorch = (timings: readonly Timing[], mode: TorchMode): Timing | undefined =>
  threadCounts
    .flatMap((threads) => timings.filter(({ arm }) => arm === armName(mode, threads)))
    .sort((a, b) => b.runUpdatesPerSecond - a.runUpdatesPerSecond)[0];

const nextAnswer = async (answers: AsyncIterator<string>): Promise<unknown> => {
  const { value, done } = await answers.next();
  if (done === true) throw new Error('the PyTorch process ended early');
  return JSON.parse(value);
};
