import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

interface Ceremony {
  readonly challenge: string;
}

/** What a faulty or hostile authenticator does differently. */
export interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly type?: string;
  readonly key?: KeyObject;
}

/** An authenticator in software: one P-256 key, as a security key of one person holds it. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32);
  readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  counter = 0;
  userHandle = '';

  /** WebAuthn Level 3, 6.3.2: makes a credential. */
  create(options: Ceremony & { user: { id: string } }, deviation: Deviation = {}) {
    this.userHandle = options.user.id;
    const jwk = this.keys.publicKey.export({ format: 'jwk' });
    const coordinates = [jwk.x, jwk.y].map((part) => Buffer.from(part ?? '', 'base64url'));
    // COSE key (RFC 9053, 7.1.1): kty EC2, alg ES256, crv P-256, x, y.
    const cose = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      cborBytes(coordinates[0]!),
      Buffer.from([0x22]),
      cborBytes(coordinates[1]!),
    ]);
    const length = Buffer.from([0, this.id.length]);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, cose]);
    const data = Buffer.concat([this.head(0x40, deviation), credential]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      cborBytes(data),
    ]);
    return {
      ...this.envelope(),
      response: {
        clientDataJSON: clientData('webauthn.create', options, deviation).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['usb'],
      },
    };
  }

  /** WebAuthn Level 3, 6.3.3: signs a challenge. */
  get(options: Ceremony, deviation: Deviation = {}) {
    this.counter += 1;
    const data = this.head(0, deviation);
    const client = clientData('webauthn.get', options, deviation);
    const hash = createHash('sha256').update(client).digest();
    const key = deviation.key ?? this.keys.privateKey;
    return {
      ...this.envelope(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, hash]), key).toString('base64url'),
        userHandle: this.userHandle,
      },
    };
  }

  private envelope() {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  }

  private head(flags: number, deviation: Deviation): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(deviation.counter ?? this.counter);
    const present = 0x01 | (deviation.userVerified === false ? 0 : 0x04);
    const site = createHash('sha256')
      .update(deviation.rpId ?? 'localhost')
      .digest();
    return Buffer.concat([site, Buffer.from([flags | present]), counter]);
  }
}

function clientData(type: string, options: Ceremony, deviation: Deviation): Buffer {
  return Buffer.from(
    JSON.stringify({
      type: deviation.type ?? type,
      challenge: deviation.challenge ?? options.challenge,
      origin: deviation.origin ?? 'http://localhost',
      crossOrigin: false,
    }),
  );
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
}

function cborBytes(bytes: Buffer): Buffer {
  const head =
    bytes.length < 256 ? [0x58, bytes.length] : [0x59, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from(head), bytes]);
}
