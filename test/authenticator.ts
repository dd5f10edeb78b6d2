import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

interface Answering {
  readonly challenge: string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly isVerified?: boolean;
}

/**
 * An authenticator of Web Authentication Level 3 in software: ES256, attestation “none”. It signs what a test asks it to
 * sign, also what an honest one would not.
 */
export class Authenticator {
  readonly id = randomBytes(32);
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  #count = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  /** navigator.credentials.create, as `startRegistration` gives it. */
  enrol(answering: Answering) {
    const authData = Buffer.concat([
      this.#head(answering, 0x40),
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      this.#cosePublicKey(),
    ]);
    // {"fmt": "none", "attStmt": {}, "authData": …}
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from('fmt'),
      Buffer.from([0x64]),
      Buffer.from('none'),
      Buffer.from([0x67]),
      Buffer.from('attStmt'),
      Buffer.from([0xa0, 0x68]),
      Buffer.from('authData'),
      Buffer.from([0x59, authData.length >> 8, authData.length & 255]),
      authData,
    ]);
    return this.#answer({
      clientDataJSON: text(clientData('webauthn.create', answering)),
      attestationObject: text(attestation),
      transports: ['internal'],
    });
  }

  /** navigator.credentials.get, as `startAuthentication` gives it. */
  answer(answering: Answering) {
    this.#count += 1;
    const authData = this.#head(answering, 0);
    const data = clientData('webauthn.get', answering);
    const signed = Buffer.concat([authData, sha256(data)]);
    return this.#answer({
      clientDataJSON: text(data),
      authenticatorData: text(authData),
      signature: text(sign('sha256', signed, this.#privateKey)),
    });
  }

  #answer<T extends object>(response: T) {
    const id = text(this.id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  /** Section 6.1: hash of the host's name, flags (present, verified), count of signatures. */
  #head({ rpId = 'localhost', isVerified = true }: Answering, flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#count);
    return Buffer.concat([
      sha256(Buffer.from(rpId)),
      Buffer.from([flags | 0x01 | (isVerified ? 0x04 : 0)]),
      count,
    ]);
  }

  /** RFC 9053, 7.1.1: {kty: EC2, alg: ES256, crv: P-256, x, y}. */
  #cosePublicKey(): Buffer {
    const { x = '', y = '' } = this.#publicKey.export({ format: 'jwk' });
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, 'base64url'),
    ]);
  }
}

const text = (bytes: Buffer): string => bytes.toString('base64url');
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const clientData = (
  type: string,
  { challenge, origin = 'http://localhost:3000' }: Answering,
): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
