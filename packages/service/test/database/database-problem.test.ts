import { Problem } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { databaseProblem } from '../../src/database/database-problem.ts';

const coded = (code: string) => Object.assign(new Error('words of the driver'), { code });

describe('databaseProblem', () => {
  it.each(['57P01', '57P02', '57P03', '08006', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'])(
    'calls the server away: %s',
    (code) => {
      const cause = coded(code);
      const problem = databaseProblem(cause);
      expect(problem).toBeInstanceOf(Problem);
      expect(problem).toMatchObject({ code: 'start.database-away', cause });
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
  ])('knows the driver’s words where it gives no code: %s', (message) => {
    expect(databaseProblem(new Error(message))).toMatchObject({ code: 'start.database-away' });
  });

  it.each([coded('53300'), new Error('timeout exceeded when trying to connect')])(
    'calls the server busy: %s',
    (error) => {
      expect(databaseProblem(error)).toMatchObject({ code: 'start.database-busy', cause: error });
    },
  );

  it.each([
    coded('23505'),
    coded('40001'),
    coded('KS001'),
    new Error('something else'),
    new Problem('service.input'),
    'not an error',
  ])('leaves every other error as it is: %s', (error) => {
    expect(databaseProblem(error)).toBe(error);
  });

  it('tells peers to come again', () => {
    for (const code of ['ECONNREFUSED', '53300']) {
      const { definition } = databaseProblem(coded(code)) as Problem;
      expect(definition).toMatchObject({ status: 503, xds: 'XDSRegistryBusy' });
    }
  });
});
