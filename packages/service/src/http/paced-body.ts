import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Problem } from '@kartoteka/kernel';
import { Pace, type PaceLimits } from './pace-limits.ts';

/**
 * The body of a request, ended with a problem when it comes too slowly or breaks off. The connection
 * stays open under it, so that the problem can still be answered.
 */
export class PacedBody extends Readable {
  readonly #raw: IncomingMessage;
  readonly #pace: Pace;
  #over = false;

  constructor(raw: IncomingMessage, limits: PaceLimits) {
    super();
    this.#raw = raw;
    this.#pace = new Pace(limits);
    raw.on('data', (chunk: Buffer) => {
      if (this.#over) return;
      this.#pace.moved(chunk.length);
      if (!this.push(chunk)) raw.pause();
    });
    raw.once('end', () => {
      this.#over = true;
      this.push(null);
    });
    raw.once('close', () => this.#gone(undefined));
    raw.once('error', (cause) => this.#gone(cause));
    raw.pause();
  }

  /** Nothing more is expected of it. */
  get over(): boolean {
    return this.#over;
  }

  /** So long it has been since the last look; counted only while we wait for the sender. */
  look(ms: number): void {
    if (this.#over || this.#raw.isPaused() || !this.#pace.waited(ms)) return;
    this.#over = true;
    this.destroy(new Problem('service.sender-slow'));
  }

  override _read(): void {
    if (!this.#over) this.#raw.resume();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#over = true;
    this.#raw.pause();
    done(error);
  }

  #gone(cause: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.destroy(new Problem('service.sender-gone', { cause }));
  }
}
