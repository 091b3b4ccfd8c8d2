import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string;
  readonly secure: boolean;
  readonly bytes: Buffer;
}

export interface TestMailServer {
  readonly port: number;
  readonly taken: TakenMail[];
  close(): Promise<void>;
}

/** A real mail server that signs in `praktyka` / `tajne` and keeps what it takes. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    hideENHANCEDSTATUSCODES: false,
    onAuth: (auth, _session, done) => {
      if (auth.username === 'praktyka' && auth.password === 'tajne')
        done(null, { user: 'praktyka' });
      else done(Object.assign(new Error('no such user'), { responseCode: 535 }));
    },
    onRcptTo: (address, _session, done) => {
      if (address.address.startsWith('nikt')) {
        done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      } else done();
    },
    onData: (stream, session, done) => {
      void buffer(stream).then((bytes) => {
        taken.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map(({ address }) => address),
          user: String(session.user ?? ''),
          secure: session.secure,
          bytes,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
