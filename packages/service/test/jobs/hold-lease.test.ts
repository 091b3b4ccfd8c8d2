import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openPool } from '../../src/database/open-pool.ts';
import { createLog, silentLog } from '../../src/index.ts';
import { holdLease } from '../../src/jobs/hold-lease.ts';

describe('a lease that cannot be held', () => {
  it('says why, once for each reason, however often it is tried', async () => {
    let asked = 0;
    const server = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const lines: string[] = [];
    const log = createLog({ name: 'test', destination: { write: (line) => lines.push(line) } });
    const pool = openPool({
      url: `postgres://nobody@127.0.0.1:${port}/nothing`,
      connectionsMax: 1,
      applicationName: 'test',
      log: silentLog,
    });
    const lease = holdLease(pool, 'worker-1', log);
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(2);
    await lease.release();
    await pool.end();
    server.close();
    const said = lines.map((line) => JSON.parse(line));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ level: 'warn', holder: 'worker-1' });
    expect(JSON.stringify(said[0].error)).toMatch(/terminated|ECONNRESET/i);
  });
});
