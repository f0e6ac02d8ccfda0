import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An embedded database in a process of its own, as other programs would start it. */
export interface EngineProcess {
  readonly uri: string;
  readonly process: ChildProcess;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  /** Ends it at once, without any chance to tidy up. */
  kill(): Promise<void>;
}

async function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8');
    child.stdout?.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the engine ended with code ${String(code)}`)));
  });
}

/** Starts the built command line on a directory. The global setup of the tests has built it. */
export async function startEngine(directory: string, more: readonly string[] = []): Promise<EngineProcess> {
  const child = spawn(
    process.execPath,
    ['packages/embedded-mongo/dist/cli.js', '--directory', directory, ...more],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const uri = await firstLine(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return { uri, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** A directory that is removed afterwards. */
export async function temporaryDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const made = await mkdtemp(path.join(tmpdir(), 'embedded-test-'));
  return { path: made, remove: () => rm(made, { recursive: true, force: true }) };
}
