import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

// OWASP's minimum for Argon2id: 19 MiB, two passes; about 26 ms on two cores.
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
const derive = promisify(argon2);

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', {
    ...COST,
    message: Buffer.from(password.normalize('NFC')),
    nonce,
  });
  return `argon2id$${nonce.toString('base64')}$${tag.toString('base64')}`;
}

/** Takes as long for an unknown name as for a wrong password. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [, nonce, tag] = (stored ?? NOBODY).split('$');
  const derived = await derive('argon2id', {
    ...COST,
    message: Buffer.from(password.normalize('NFC')),
    nonce: Buffer.from(nonce ?? '', 'base64'),
  });
  return timingSafeEqual(derived, Buffer.from(tag ?? '', 'base64')) && stored !== null;
}

const NOBODY = `argon2id$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`;
