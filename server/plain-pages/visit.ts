import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shortOffice } from '#contract/answering.ts';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import type { LanguagePack } from '#contract/languages.ts';
import type { Opening } from '#contract/opening.ts';
import { openInvitation } from '#contract/opening.ts';
import type { Text } from '#contract/questionnaire.ts';
import { withOffice } from '#contract/questionnaire.ts';
import { askWithin } from '../http/ask-within.ts';
import { reportedAs } from '../http/errors.ts';
import type { Continuation } from './continuation.ts';
import { continuationOf } from './continuation.ts';
import type { Say } from './texts.ts';
import { isBuiltIn, NAMES, textsIn } from './texts.ts';

/** Complete packs of the province's own languages. */
export type Packs = ReadonlyMap<string, LanguagePack>;

/** What all visits have in common. */
export interface Surroundings {
  readonly packs: Packs;
  /** Whether the pages go by https: then a browser keeps its code for https alone. */
  readonly isSecure: boolean;
}

/** How the page is to be read: in which language, and with larger letters. */
export interface Reading {
  readonly language: string;
  readonly isLarge: boolean;
}

/** One request of a person whose browser does without JavaScript. */
export interface PlainVisit extends Reading {
  readonly token: string;
  /** What this browser holds of its own: without it a draft is not opened, nor a receipt shown. */
  readonly held: Continuation;
  readonly pack: LanguagePack | undefined;
  /** The other languages that this page can be had in. */
  readonly others: readonly { readonly language: string; readonly name: string }[];
  readonly t: Say;
  /** Address of a step of this person's way, to be read as this page is. */
  to(step: string, notes?: readonly string[]): string;
  /** Whether the address carries a note. */
  has(note: string): boolean;
  ask<E extends Endpoint>(endpoint: E, input: Sent<E>): Promise<Replied<E>>;
}

const LARGE = 'chu-to';

export function addressOf(
  token: string,
  step: string,
  { language, isLarge }: Reading,
  notes: readonly string[] = [],
): string {
  const search = [
    ...notes,
    ...(language === 'vi' ? [] : [`lang=${language}`]),
    ...(isLarge ? [LARGE] : []),
  ].join('&');
  return `/${[token, step].filter(Boolean).join('/')}${search && `?${search}`}`;
}

/** The page of a refusal asks nothing, and of an address that could not be read there are no parts. */
export function visitOf(
  app: FastifyInstance,
  { packs, isSecure }: Surroundings,
  request?: FastifyRequest,
  reply?: FastifyReply,
): PlainVisit {
  const { token = '' } = (request?.params ?? {}) as { token?: string };
  const query = (request?.query ?? {}) as Readonly<Record<string, unknown>>;
  const lang = String(query.lang ?? 'vi');
  const pack = packs.get(lang);
  const builtIn = isBuiltIn(lang) ? lang : 'vi';
  const reading = { language: pack?.language ?? builtIn, isLarge: LARGE in query };
  const all = [
    ...Object.entries(NAMES).map(([known, name]) => ({ language: known, name })),
    ...packs.values(),
  ];
  return {
    token,
    held: continuationOf(token, isSecure, request, reply),
    ...reading,
    pack,
    others: all.filter(({ language }) => language !== reading.language),
    t: textsIn(pack ?? builtIn),
    to: (step, notes) => addressOf(token, step, reading, notes),
    has: (note) => note in query,
    ask: (endpoint, input) => ask(app, { request, reply }, endpoint, input),
  };
}

/**
 * The pages ask what a phone asks, by the same endpoints: every rule about invitations, drafts and
 * responses is written once. The cookie is the request's, because staff who are signed in may not answer here
 * either.
 */
async function ask<E extends Endpoint>(
  app: FastifyInstance,
  { request, reply }: { request?: FastifyRequest | undefined; reply?: FastifyReply | undefined },
  endpoint: E,
  input: Sent<E>,
): Promise<Replied<E>> {
  if (!request || !reply) throw new Error('nothing was asked here');
  try {
    return await askWithin(app, endpoint, input, { request, reply });
  } catch (error) {
    throw reportedAs(request, error as Error);
  }
}

/** What is asked of this person, its texts in the language of the page. */
export interface Asked {
  readonly opening: Opening;
  textOf(text: Text): string;
}

export async function openingOf({ token, language, pack, ask }: PlainVisit): Promise<Asked> {
  const opening = await ask(openInvitation, { body: { token } });
  const { officeName } = opening.campaign;
  const own = (text: Text) =>
    isBuiltIn(language) ? text[language] : (pack?.questions[text.vi] ?? text.vi);
  return { opening, textOf: (text) => withOffice(own(text), shortOffice(officeName)) };
}
