/** A benchmark's result as Markdown. */
import { type Result, type Row, ratioToTorch } from './result';
import { bestTorch, type TorchInfo, torchModes } from './torch';

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

const speeds = ({ backends, torch, rows }: Result): string => {
  const modes = torch === null ? [] : torchModes;
  return table(
    ['workload', ...backends.available, ...modes.map((mode) => `torch ${mode}`)],
    rows.map((row) => [
      row.workload.name,
      ...backends.available.map((backend) => cell(row, backend)),
      ...modes.map((mode) => cell(row, bestTorch(row.timings, mode)?.arm)),
    ]),
  );
};

const ratios = ({ backends, rows }: Result): string =>
  table(
    ['run-updates per second', ...torchModes.flatMap((mode) => backends.available.map((name) => `${name} ÷ ${mode}`))],
    rows.map((row) => [
      row.workload.name,
      ...torchModes.flatMap((mode) =>
        backends.available.map((backend) => `${ratioToTorch(row, backend, mode)?.toPrecision(2) ?? '–'}×`),
      ),
    ]),
  );

export const toMarkdown = (result: Result): string => {
  const { machine, backends, torch } = result;
  const paragraphs = [
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}`,
    ...backends.skipped.map(({ backend, reason }) => `${backend} was skipped: ${reason}.`),
    'A cell: milliseconds for a step of all R runs, run-updates per second (R · steps / s), and half the range between ' +
      'quartiles; the median of interleaved blocks. Every step trains on a new random minibatch.',
    speeds(result),
    torch === null
      ? 'No Python with PyTorch was found (set PYTHON to name one): absolute numbers only.'
      : describeTorch(torch),
    ...(torch === null ? [] : [ratios(result)]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
};
