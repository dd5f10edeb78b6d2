import { readFile } from 'node:fs/promises';

/** The page of a web archive (MIME, RFC 2557) that holds a table, unpacked. */
export async function webArchivePage(path: string): Promise<Buffer> {
  const text = (await readFile(path)).toString('latin1');
  const boundary = /boundary="?([^"\r\n;]+)"?/iu.exec(text)?.[1];
  const parts = boundary ? text.split(`--${boundary}`) : [text];
  for (const part of parts) {
    const [head = '', ...rest] = part.trimStart().split(/\r?\n\r?\n/u);
    if (!/content-type:\s*text\/html/iu.test(head)) continue;
    const page = unpacked(rest.join('\n\n'), head);
    if (/<t[dh][\s>]/iu.test(page.toString('latin1'))) return page;
  }
  throw new TypeError('no page with a table');
}

function unpacked(body: string, head: string): Buffer {
  if (/transfer-encoding:\s*base64/iu.test(head)) return Buffer.from(body, 'base64');
  if (!/transfer-encoding:\s*quoted-printable/iu.test(head)) return Buffer.from(body, 'latin1');
  const text = body
    .replaceAll(/=\r?\n/gu, '')
    .replaceAll(/=([\da-f]{2})/giu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}
