/** The built page on a host of the test’s own, which can send other headers, lose files and be given the next build. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test as base } from './playground';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** A file of the built page. */
export const builtFile = (file: string): string => readFileSync(path.join('dist', file), 'utf8');

export class Host {
  /** Sent with every file. */
  readonly headers: Record<string, string> = {};
  /** What it answers instead of a built file, by its name; null where it has the file no longer. */
  readonly changed = new Map<string, string | null>();
  readonly #server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const file = pathname.endsWith('/') ? 'index.html' : pathname.slice(1);
    const content = this.#contentOf(file);
    response.writeHead(content === null ? 404 : 200, {
      'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
      ...this.headers,
    });
    response.end(content);
  });

  #contentOf(file: string): string | Buffer | null {
    const changed = this.changed.get(file);
    if (changed !== undefined) return changed;
    try {
      return readFileSync(path.join('dist', file));
    } catch {
      return null;
    }
  }

  /** Its address, once it listens. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

export const test = base.extend<{ readonly host: Host }>({
  host: async ({ browserName: _ }, use) => {
    const host = new Host();
    await use(host);
    host.stop();
  },
  baseURL: async ({ host }, use) => {
    await use(await host.start());
  },
});
