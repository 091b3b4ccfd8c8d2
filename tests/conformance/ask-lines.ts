import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that answers each line with one. */
export interface LineProgram {
  /** @throws Error with what the program wrote of itself, where it has ended. */
  ask(line: string): Promise<string>;
  stop(): void;
}

/** Starts a client or judge of another language that takes its orders line by line. */
export function askLines(program: string, args: readonly string[]): LineProgram {
  const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  let ended = false;
  const waiting: { resolve(line: string): void; reject(error: Error): void }[] = [];
  const end = () => {
    ended = true;
    for (const one of waiting.splice(0)) one.reject(new Error(`${program} ended: ${said}`));
  };
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString('utf8');
  });
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  child.on('error', end);
  child.on('close', end);
  // Its end is told by `close`; a line that it no longer takes is told there too.
  child.stdin.on('error', () => {});
  return {
    ask: (line) => {
      if (ended) return Promise.reject(new Error(`${program} ended: ${said}`));
      const answer = new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
      child.stdin.write(`${line}\n`);
      return answer;
    },
    stop: () => child.stdin.end(),
  };
}
