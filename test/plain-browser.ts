import type { LightMyRequestResponse } from 'fastify';
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

/** A browser that knows links and forms and nothing else; it goes where it is sent on to. */
export function plainBrowser(office: Office, headers: Record<string, string> = {}) {
  async function follow(reply: LightMyRequestResponse, address: string): Promise<PlainPage> {
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
    follow(await office.app.inject({ method: 'GET', url: withoutPlace(url), headers }), url);
  const post = async (url: string, fields: readonly [string, string][] = []) =>
    follow(
      await office.app.inject({
        method: 'POST',
        url: withoutPlace(url),
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams([...fields]).toString(),
      }),
      url,
    );
  return { open, post };
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
