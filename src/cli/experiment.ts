/** `npm run --silent experiment -- <link | #fragment | file.json> [options]`: trains without a page, prints metrics. */
import { experimentCommand } from './experiment-command';

// Whoever reads the lines may have seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await experimentCommand(process.argv.slice(2), {
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
  tell: (message) => {
    process.stderr.write(`${message}\n`);
  },
});
