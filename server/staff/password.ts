import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Bulkhead } from '../http/bulkhead.ts';
import { problem } from '../problem.ts';

// OWASP's minimum for Argon2id: 19 MiB, two passes; about 26 ms on two cores.
const COST = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 };
const argon2id = promisify(argon2);

// One at a time: it takes one of the four threads that files and compression need as well. The
// twentieth caller waits half a second; further ones are asked to come again.
const line = new Bulkhead(1, 20);

async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'));
  const tag = await line.run(() => argon2id('argon2id', { ...COST, message, nonce }));
  if (!tag) throw problem('sign_in_busy', { seconds: 2 });
  return tag;
}

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce);
  return `argon2id$${nonce.toString('base64')}$${tag.toString('base64')}`;
}

/** Takes as long for an unknown name as for a wrong password. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [, nonce, tag] = (stored ?? NOBODY).split('$');
  const derived = await derive(password, Buffer.from(nonce ?? '', 'base64'));
  return timingSafeEqual(derived, Buffer.from(tag ?? '', 'base64')) && stored !== null;
}

const NOBODY = `argon2id$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`;
