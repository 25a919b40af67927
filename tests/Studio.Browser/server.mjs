import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = process.env.SEMCOM_CLI ?? `${root}src/Cli/bin/Release/net10.0/semcom.dll`;

/** A port that nobody listens on at the moment. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The real Studio as a process of its own. */
export class StudioProcess {
  #process;
  #said = '';

  constructor(port) {
    this.port = port;
    this.address = `http://127.0.0.1:${port}/`;
  }

  async start() {
    if (!existsSync(program)) throw new Error(`${program} has not been built: run ./semcom test Studio.Browser, or dotnet build -c Release src/Cli`);
    this.#process = spawn('dotnet', [program, 'studio', '--no-open', '--port', String(this.port)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#process.stdout, this.#process.stderr]) stream.on('data', (text) => (this.#said = (this.#said + text).slice(-4000)));
    for (let attempt = 0; attempt < 300; attempt++) {
      if (this.#process.exitCode !== null) throw new Error(`the Studio ended with ${this.#process.exitCode}: ${this.#said}`);
      const answer = await fetch(`${this.address}health/ready`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`the Studio is not ready after a minute: ${this.#said}`);
  }

  /** Ends it at once, as a crash would. */
  async kill() {
    if (this.#process === undefined || this.#process.exitCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }
}
