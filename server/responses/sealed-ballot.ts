import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Paradata } from '#contract/paradata.ts';
import { MODES } from '#contract/responses.ts';

/** What the frame knows of the dossier that the answers are about; null where the list does not say. */
const Traits = z.object({
  channel: z.string().nullable(),
  timeliness: z.enum(['on_time', 'late', 'refused']).nullable(),
  month: z.string().nullable(),
  applicant: z.enum(['citizen', 'organization']).nullable(),
});
export type Traits = z.output<typeof Traits>;

const Ballot = z.object({
  stratum: z.string(),
  agencyCode: z.string(),
  mode: z.enum(MODES),
  language: z.string(),
  answers: z.record(z.string(), z.array(z.int())),
  comment: z.string().nullable(),
  paradata: z.optional(Paradata),
  /** Sealed with the answers, counted into tables and kept by no response. */
  traits: z.optional(Traits),
});
export type Ballot = z.output<typeof Ballot>;

/** Every ballot has this size, so that its length tells nothing, least of all of a long comment. */
export const BALLOT_BYTES = 5120;
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM, bound to the campaign and to the ballot's own id. */
export function sealBallot(key: Buffer, campaignId: string, id: string, ballot: Ballot): Buffer {
  const text = Buffer.from(JSON.stringify(ballot));
  const blocks = Math.ceil(text.length / BALLOT_BYTES);
  const padded = Buffer.alloc(blocks * BALLOT_BYTES, ' ');
  text.copy(padded);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(campaignId, id));
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws when the key is another one or a bit has changed. */
export function openBallot(key: Buffer, campaignId: string, id: string, sealed: Buffer): Ballot {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(boundTo(campaignId, id))
    .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  const text = Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  return Ballot.parse(withTodaysNames(JSON.parse(text.toString('utf8'))));
}

interface SealedByVersion01 {
  readonly unitCode?: string;
  readonly mode?: string;
}

/** A ballot that version 0.1.0 sealed has other names. No migration can reach it before the count. */
function withTodaysNames({ unitCode, mode, ...ballot }: SealedByVersion01): unknown {
  if (unitCode === undefined) return { ...ballot, mode };
  return { ...ballot, agencyCode: unitCode, mode: mode === 'assisted' ? 'counter' : mode };
}

const boundTo = (campaignId: string, id: string) => Buffer.from(`${campaignId} ${id}`);
