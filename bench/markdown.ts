/** A benchmark's result as Markdown. */
import { controlName, float64Name, ownArms, splitName } from './arms';
import { disturbanceOf } from './control';
import { type Result, type Row, ratioToTorch } from './result';
import type { TorchInfo } from './torch';
import { armsOfMode, bestOf, cudaArmName, cudaModes, launches, torchModes, yardsticks } from './torch-modes';
import type { Workload } from './workloads';

const thousands = (perSecond: number): string =>
  perSecond >= 1e5 ? `${Math.round(perSecond / 1000)}k` : `${(perSecond / 1000).toPrecision(2)}k`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map((_, column) => (column === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** Milliseconds a step of all R runs takes, run-updates per second, half the quartile range. */
const cell = (row: Row, arm: string | undefined): string => {
  const timing = row.timings.find((candidate) => candidate.arm === arm);
  if (timing === undefined) return '–';
  const { runUpdatesPerSecond, median, quartiles } = timing;
  const milliseconds = (1000 * row.workload.runs) / runUpdatesPerSecond;
  const spread = (100 * (quartiles[1] - quartiles[0])) / (2 * median);
  const digits = milliseconds < 100 ? milliseconds.toPrecision(3) : milliseconds.toFixed(0);
  return `${digits} ms, ${thousands(runUpdatesPerSecond)}/s ± ${spread.toFixed(0)} %`;
};

const describeTorch = ({ python, version, config, blas, matmulGflops }: TorchInfo): string => {
  const built = /BLAS_INFO=\w+/.exec(config)?.[0] ?? 'BLAS unknown';
  const speeds = Object.entries(matmulGflops).map(([threads, gflops]) => `${gflops.toFixed(0)} with ${threads} thr`);
  const loaded = blas.length === 0 ? '' : `, loaded ${blas.join(' and ')}`;
  return (
    `PyTorch ${version} (${python}; built with ${built}${loaded}); ` +
    `512³ product in GFLOP/s: ${speeds.join(', ')}. Each cell is its best number of threads.`
  );
};

const speeds = (
  { backends, torch, cuda, rows: all }: Result,
  world: Workload['world'],
  rows: readonly Row[],
): string => {
  const modes = torch === null ? [] : torchModes[world];
  const arms = [float64Name, splitName, ...backends.available].filter((arm) =>
    rows.some(({ timings }) => timings.some((timing) => timing.arm === arm)),
  );
  const onGpu =
    cuda === null ? [] : cudaModes(world).flatMap((mode) => launches.map((launch) => cudaArmName(mode, launch)));
  return table(
    ['workload', ...arms, ...modes.map(({ name }) => `torch ${name}`), ...onGpu, controlName],
    rows.map((row) => [
      row.workload.name,
      ...arms.map((arm) => cell(row, arm)),
      ...modes.map((mode) => cell(row, bestOf(row.timings, armsOfMode(mode))?.arm)),
      ...onGpu.map((arm) => cell(row, arm)),
      `${disturbanceOf(row, all).toFixed(2)}×`,
    ]),
  );
};

const ratios = ({ backends }: Result, world: Workload['world'], rows: readonly Row[]): string => {
  const ours = [{ name: float64Name, arms: ownArms }, ...backends.available.map((name) => ({ name, arms: [name] }))];
  const measured = yardsticks[world].filter(({ arms }) =>
    rows.some(({ timings }) => bestOf(timings, arms) !== undefined),
  );
  const columns = measured.flatMap((yardstick) => ours.map((own) => ({ yardstick, ...own })));
  return table(
    ['run-updates per second', ...columns.map(({ yardstick, name }) => `${name} ÷ ${yardstick.name}`)],
    rows.map((row) => [
      row.workload.name,
      ...columns.map(({ yardstick, arms }) => `${ratioToTorch(row, arms, yardstick)?.toPrecision(2) ?? '–'}×`),
    ]),
  );
};

const headings: Readonly<Record<Workload['world'], string>> = {
  line: 'A line of 121 responses, 256 groups of candidates a step.',
  sentences:
    'Sentences, 64 pairs a step. The engine computes the nodes on the paths of the batch; PyTorch “full” computes all ' +
    'nodes and sentences, “active” the nodes of the batch (for a transformer its sequences). A ratio is to the best of either.',
};

/** What is said of the workloads in one world; nothing where none was timed. */
const section = (result: Result, world: Workload['world']): readonly string[] => {
  const rows = result.rows.filter(({ workload }) => workload.world === world);
  if (rows.length === 0) return [];
  const comparison = result.torch === null ? [] : [ratios(result, world, rows)];
  return [headings[world], speeds(result, world, rows), ...comparison];
};

export const toMarkdown = (result: Result): string => {
  const { machine, backends, torch } = result;
  const paragraphs = [
    `${machine.processor}, ${machine.cores} cores, ${machine.memory} GiB, ${machine.system}, Node ${machine.node}; ` +
      (machine.gpu === null ? 'no GPU' : `GPU: ${machine.gpu}`),
    ...backends.skipped.map(({ backend, reason }) => `${backend} was skipped: ${reason}.`),
    'A cell: milliseconds for a step of all R runs, run-updates per second (R · steps / s), and half the range between ' +
      'quartiles; the median of interleaved blocks. Every step trains on a new random minibatch. `float64` is what the ' +
      `page trains with first, in one process and in two; a ratio is that of the better. \`${controlName}\` says how ` +
      'much slower than usual a fixed small training was meanwhile.',
    ...(result.clock === 'processor' ? ['Milliseconds are those that processors spent, all cores together.'] : []),
    torch === null
      ? 'No Python with PyTorch was found (set PYTHON to name one): absolute numbers only.'
      : describeTorch(torch),
    ...(result.cuda === null ? [] : [`PyTorch ${result.cuda.version} trains on ${result.cuda.gpu} too.`]),
    ...section(result, 'line'),
    ...section(result, 'sentences'),
  ];
  return `${paragraphs.join('\n\n')}\n`;
};
