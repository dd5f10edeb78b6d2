import * as z from 'zod/mini';
import { DraftName } from './drafts.ts';
import { endpoint } from './endpoint.ts';
import { Token } from './invitations.ts';
import { LanguageTag } from './languages.ts';
import { Paradata } from './paradata.ts';
import { Day, Id, Sha256 } from './scalars.ts';

/** The door by which a response came: written by the server, claimed by no request. */
export const MODES = ['self', 'counter', 'paper', 'interview', 'phone'] as const;
export type Mode = (typeof MODES)[number];

/** Answers that any questionnaire can have; SIPAS has 85 questions. */
const MOST_ANSWERS = 300;
/** The whole of SIPAS with the longest comment takes 12 kB. */
const SUBMISSION_BYTES = 48 * 1024;

/** As sent, once, by one device. The id is made on the device, so a repeat is recognised. */
export const Submission = z.object({
  token: Token,
  questionnaireVersion: z.string().check(z.maxLength(60)),
  language: LanguageTag,
  answers: z
    .record(
      z.string().check(z.maxLength(40)),
      z.union([
        z.int(),
        z.array(z.int()).check(z.maxLength(30)),
        z.string().check(z.maxLength(2000)),
        z.null(),
      ]),
    )
    .check(z.refine((answers) => Object.keys(answers).length <= MOST_ANSWERS)),
  /** Of the opening on this device: what was opened in time may arrive in the days of grace. */
  mark: z.optional(z.string().check(z.maxLength(60))),
  /** Name of the sealed draft that the answers lay in: it goes in the moment that they are received. */
  draft: z.optional(DraftName),
  /** Whatever is wrong with it, the answers are received: then it is as if it had not come. */
  paradata: z.optional(z.catch(z.optional(Paradata), undefined)),
});
export type Submission = z.output<typeof Submission>;

/** Says that the server has the response; tells nothing of the answers. */
export const Receipt = z.object({
  code: z.string().check(z.regex(/^[ACDEFGHJKMNPQRTVWXY34679]{8}$/)),
  week: Day,
});
export type Receipt = z.output<typeof Receipt>;

export const submitResponse = endpoint({
  method: 'PUT',
  path: '/api/responses/:submissionId',
  access: 'public',
  summary:
    'Hand in a response; a repeat of the same one gets the same receipt, another one is refused',
  params: z.object({ submissionId: Id }),
  bodyLimit: SUBMISSION_BYTES,
  body: Submission,
  reply: Receipt,
});

export const readReceipt = endpoint({
  method: 'POST',
  path: '/api/receipts',
  access: 'public',
  summary:
    'The receipt of a submission, for who knows its number; null for all others, whatever has become of the invitation',
  body: z.object({ token: Token, submissionId: Id }),
  reply: z.object({ receipt: z.nullable(Receipt), hotline: z.nullable(z.string()) }),
});

export const checkReceipt = endpoint({
  method: 'POST',
  path: '/api/receipts/check',
  access: 'public',
  summary: 'Whether a receipt code is among those counted',
  body: z.object({ code: z.string().check(z.trim(), z.toUpperCase(), z.maxLength(20)) }),
  reply: z.object({
    isCounted: z.boolean(),
    received: z.int(),
    isVoided: z.optional(z.literal(true)),
  }),
});

const Base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(40_000));

/** What a phone gives out when the server refuses for good: its carrier cannot read it. */
export const SealedFile = z.object({
  format: z.literal('SIPAS-SEALED/1'),
  slip: Sha256,
  iv: Base64,
  sealed: Base64,
});
export type SealedFile = z.output<typeof SealedFile>;

export const handInSealedFile = endpoint({
  method: 'POST',
  path: '/api/sealed-files',
  access: ['home_affairs'],
  summary:
    'Hand in a response that a phone could not: opened, judged and sealed again by the server alone',
  body: SealedFile,
  reply: Receipt,
});
