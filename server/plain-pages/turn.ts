import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_POLICY } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import { withoutScripts } from './built-page.ts';
import type { Html } from './html.ts';
import type { PlainVisit, Surroundings } from './visit.ts';
import { visitOf } from './visit.ts';

export const TOKEN = '/:token([A-Za-z2-7]{16})';

/** What a page's handler may do with one request. */
export interface Turn {
  readonly visit: PlainVisit;
  readonly request: FastifyRequest;
  /** The fields of a posted form. */
  readonly form: URLSearchParams;
  show(title: string, content: Html, status?: number): Promise<FastifyReply>;
  /** After a form the browser is sent on, so that a reload sends nothing again. */
  goTo(address: string): FastifyReply;
}

export type Serve = (
  method: 'GET' | 'POST',
  path: string,
  handle: (turn: Turn) => Promise<FastifyReply>,
) => void;

export function turnOf(
  scope: FastifyInstance,
  around: Surroundings,
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
): Turn {
  const visit = visitOf(scope, around, request, reply);
  return {
    visit,
    request,
    form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
    show: (title, content, status = 200) => show(pages, visit, reply, { title, content, status }),
    goTo: (address) => reply.redirect(address, 303),
  };
}

/** It contains answers: kept by no cache, as every reply that says nothing of its caching. */
export async function show(
  pages: Pages,
  visit: PlainVisit,
  reply: FastifyReply,
  { title, content, status }: { title: string; content: Html; status: number },
): Promise<FastifyReply> {
  return reply
    .code(status)
    .headers(PAGE_POLICY)
    .type('text/html; charset=utf-8')
    .send(await pageText(pages, visit, title, content));
}

export const pageText = async (
  pages: Pages,
  visit: PlainVisit,
  title: string,
  content: Html,
): Promise<string> =>
  withoutScripts(await pages.respond(), visit, `${title} – ${visit.t('product')}`, content);
