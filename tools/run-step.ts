import { spawn } from 'node:child_process';

/** What a child command left behind. */
export interface StepResult {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs a command, passing its output through as it comes and keeping it.
 *
 * @param quiet keep the output without showing it
 */
export function runStep(
  command: string,
  args: readonly string[],
  { quiet = false, env = process.env }: { quiet?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<StepResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        if (!quiet) process.stdout.write(chunk);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
