import type { LightMyRequestResponse } from 'fastify';
import { newContinuationCode } from '#contract/continuation-code.ts';
import { draftSecret } from '#contract/draft-seal.ts';
import { continuationCookie } from '../server/plain-pages/continuation.ts';
import type { Office } from './office.ts';

export interface PlainPage {
  readonly status: number;
  readonly address: string;
  /** The `h1`. */
  readonly title: string;
  /** What is read, without tags. */
  readonly text: string;
  readonly markup: string;
}

/** A browser that knows links, forms and cookies and nothing else; it goes where it is sent on to. */
export function plainBrowser(office: Office, own: Record<string, string> = {}) {
  const jar = new Map<string, string>();
  const headersNow = () => {
    const cookies = [own.cookie, ...[...jar].map(([name, value]) => `${name}=${value}`)];
    const cookie = cookies.filter(Boolean).join('; ');
    return { ...own, ...(cookie && { cookie }) };
  };

  async function follow(reply: LightMyRequestResponse, address: string): Promise<PlainPage> {
    for (const { name, value } of reply.cookies) jar.set(name, value);
    if (reply.statusCode === 303) return open(String(reply.headers.location));
    const markup = reply.payload;
    return {
      status: reply.statusCode,
      address,
      title: textOf(/<h1>([\s\S]*?)<\/h1>/.exec(markup)?.[1] ?? ''),
      text: textOf(/<body>([\s\S]*)<\/body>/.exec(markup)?.[1] ?? ''),
      markup,
    };
  }
  const open = async (url: string): Promise<PlainPage> =>
    follow(
      await office.app.inject({ method: 'GET', url: withoutPlace(url), headers: headersNow() }),
      url,
    );
  const post = async (url: string, fields: readonly [string, string][] = []) =>
    follow(
      await office.app.inject({
        method: 'POST',
        url: withoutPlace(url),
        headers: { ...headersNow(), 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams([...fields]).toString(),
      }),
      url,
    );
  /** As one that has begun on this slip, or has typed the code of another device. */
  const hold = (token: string, code = newContinuationCode()) =>
    void jar.set(continuationCookie(token), code);
  /** Of link and code together; without a code there is none. */
  const secretOf = (token: string): string => {
    const code = jar.get(continuationCookie(token));
    if (!code) throw new Error('this browser holds no code');
    return draftSecret(token, code);
  };
  return { open, post, hold, secretOf };
}

/** The place within a page is not sent. */
const withoutPlace = (url: string): string => url.replace(/#.*/, '');

const textOf = (markup: string): string =>
  markup
    .replace(/<style>[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim();
