import { spawn } from 'node:child_process';

/** A program of `examples/` that runs. */
export interface RunningExample {
  /** Lines it printed so far. */
  printed(): string[];
  stderr(): string;
  /** Exit code; null: ended by a signal. */
  exited: Promise<number | null>;
  end(): Promise<void>;
}

/** Starts `node examples/<file>` with this environment and PATH alone. */
export const startExample = (
  file: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): RunningExample => {
  const child = spawn(process.execPath, [`examples/${file}`, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    printed: () => out.split('\n').filter((line) => line !== ''),
    stderr: () => err,
    exited,
    end: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
