import { randomUUID } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { NewPasskey, Passkey, PasskeyAnswer } from '#contract/passkeys.ts';
import { MOST_PASSKEYS } from '#contract/passkeys.ts';
import type { Staff } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { isOpenChallenge, makeChallenge, spendChallenge } from './passkey-challenge.ts';
import { lockAccount } from './queries.ts';

const PASSKEY_TIMEOUT = 5 * 60_000;
/** ES256 and RS256 (RFC 8812): what platforms and security keys have. */
const ALGORITHMS = [-7, -257];
const SIGN_IN = 'sign-in';
const enrolment = (staffId: string) => `enrolment ${staffId}`;

/** Loaded with the first passkey: it takes 0.1 s of a start. */
const webAuthn = () => import('@simplewebauthn/server');

/** A passkey is of one host name; browsers give it to no other (Web Authentication, 13.4.9). */
const rpIdOf = ({ publicUrl }: Deps['config']): string => new URL(publicUrl).hostname;
const originOf = ({ publicUrl }: Deps['config']): string => new URL(publicUrl).origin;

export async function ownPasskeys(db: Db, staffId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'madeAt', 'lastUsedAt'])
    .where('staffId', '=', staffId)
    .orderBy('madeAt')
    .execute();
  return rows.map(({ madeAt, lastUsedAt, ...passkey }) => ({
    ...passkey,
    madeAt: madeAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

export async function preparePasskey(deps: Deps, { id: staffId, username, fullName }: Staff) {
  await refuseFull(deps.db, staffId);
  const known = await deps.db
    .selectFrom('passkey')
    .select(['credentialId as id', 'transports'])
    .where('staffId', '=', staffId)
    .execute();
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: 'SIPAS',
    rpID: rpIdOf(deps.config),
    userID: new Uint8Array(Buffer.from(staffId)),
    userName: username,
    userDisplayName: fullName,
    challenge: makeChallenge(deps, enrolment(staffId)),
    timeout: PASSKEY_TIMEOUT,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return {
    ...options,
    rp: { id: rpIdOf(deps.config), name: 'SIPAS' },
    timeout: PASSKEY_TIMEOUT,
    attestation: 'none' as const,
    excludeCredentials: known.map(({ id, transports }) => ({
      id,
      type: 'public-key' as const,
      transports: transports.split(',').filter(Boolean),
    })),
    authenticatorSelection: {
      residentKey: 'required' as const,
      requireResidentKey: true,
      userVerification: 'required' as const,
    },
  };
}

async function refuseFull(db: Db, staffId: string): Promise<void> {
  const { passkeys } = await db
    .selectFrom('passkey')
    .select(({ fn }) => fn.countAll<number>().as('passkeys'))
    .where('staffId', '=', staffId)
    .executeTakeFirstOrThrow();
  if (passkeys >= MOST_PASSKEYS) throw problem('passkeys_full', { most: MOST_PASSKEYS });
}

export async function addPasskey(
  trx: Db,
  deps: Deps,
  staffId: string,
  { name, passkey }: { name: string; passkey: NewPasskey },
): Promise<void> {
  const { config, now } = deps;
  const { verifyRegistrationResponse } = await webAuthn();
  const verified = await verifyRegistrationResponse({
    response: passkey as RegistrationResponseJSON,
    expectedChallenge: (challenge) => isOpenChallenge(deps, enrolment(staffId), challenge),
    expectedOrigin: originOf(config),
    expectedRPID: rpIdOf(config),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(refuse);
  if (!verified.verified) throw problem('passkey_refused');
  await refuseFull(trx, staffId);
  if (!(await spendChallenge(trx, deps, challengeOf(passkey)))) throw problem('passkey_refused');
  const { credential } = verified.registrationInfo;
  await trx
    .insertInto('passkey')
    .values({
      id: randomUUID(),
      staffId,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      signCount: credential.counter,
      transports: passkey.response.transports.join(','),
      name,
      madeAt: now(),
      lastUsedAt: null,
    })
    .execute();
  await record(trx, { at: now(), staffId, act: 'passkey_added', details: { passkey: name } });
}

/** The account of a passkey that has answered a challenge of this server. */
export async function answeredBy(trx: Db, deps: Deps, answer: PasskeyAnswer): Promise<string> {
  const { config, now } = deps;
  const owner = await trx
    .selectFrom('passkey')
    .select('staffId')
    .where('credentialId', '=', answer.id)
    .executeTakeFirst();
  if (owner) await lockAccount(trx, owner.staffId);
  const stored = await trx
    .selectFrom('passkey')
    .innerJoin('staff', 'staff.id', 'passkey.staffId')
    .select(['passkey.id', 'staffId', 'publicKey', 'signCount'])
    .where('credentialId', '=', answer.id)
    .where('isDisabled', '=', false)
    .forUpdate('passkey')
    .executeTakeFirst();
  if (!stored) throw problem('passkey_refused');
  const { verifyAuthenticationResponse } = await webAuthn();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => isOpenChallenge(deps, SIGN_IN, challenge),
    expectedOrigin: originOf(config),
    expectedRPID: rpIdOf(config),
    requireUserVerification: true,
    credential: {
      id: answer.id,
      publicKey: new Uint8Array(stored.publicKey),
      counter: Number(stored.signCount),
    },
  }).catch(refuse);
  if (!verified || !(await spendChallenge(trx, deps, challengeOf(answer))))
    throw problem('passkey_refused');
  await trx
    .updateTable('passkey')
    .set({ signCount: authenticationInfo.newCounter, lastUsedAt: now() })
    .where('id', '=', stored.id)
    .execute();
  return stored.staffId;
}

export const signInOptions = (deps: Deps) => ({
  challenge: Buffer.from(makeChallenge(deps, SIGN_IN)).toString('base64url'),
  rpId: rpIdOf(deps.config),
  timeout: PASSKEY_TIMEOUT,
  userVerification: 'required' as const,
});

/** Whatever the library finds wrong: another host, another key, a challenge that is over, bytes that are none. */
const refuse = (): never => {
  throw problem('passkey_refused');
};

/** Read only after the library has verified it. */
const challengeOf = ({ response }: { response: { clientDataJSON: string } }): string =>
  JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()).challenge;

export async function removePasskey(
  trx: Db,
  { now }: Pick<Deps, 'now'>,
  staffId: string,
  passkeyId: string,
): Promise<void> {
  const removed = await trx
    .deleteFrom('passkey')
    .where('id', '=', passkeyId)
    .where('staffId', '=', staffId)
    .returning('name')
    .executeTakeFirst();
  if (!removed) throw problem('not_found');
  const details = { passkey: removed.name };
  await record(trx, { at: now(), staffId, act: 'passkey_removed', details });
}
