import type { Html } from './html.ts';
import { html } from './html.ts';
import { LATE_STYLE } from './late.ts';
import type { Reading } from './visit.ts';

const STYLE = `<style>
.band>details{border:0;margin:0}
.band>details[open]{flex-basis:100%;padding-bottom:var(--s-3)}
.band>details>summary{display:block;min-width:var(--target);padding:10px 0;text-align:right;text-decoration:underline}
.band>details>summary::-webkit-details-marker{display:none}
.main.arriving{border-color:var(--control);background:none;color:inherit}
a.link{display:inline-block;padding:var(--s-3) 0}
a.second{display:inline-block;min-height:var(--target);padding:10px var(--s-4);border-radius:var(--radius);color:inherit;text-decoration:none}
${LATE_STYLE}
</style>`;

/** The built page with another beginning: the scripts replace it once they run. */
export const withBeginning = (built: string, content: Html): string =>
  withBody(built, content).replace('</head>', () => `${STYLE}</head>`);

/** A page of its own, which no script replaces. */
export const withoutScripts = (
  built: string,
  { language, isLarge }: Reading,
  title: string,
  content: Html,
): string =>
  withBeginning(
    built
      .replace(/\s*<script\b[^>]*><\/script>/g, '')
      .replace(/\s*<link rel="(?:modulepreload|manifest)"[^>]*>/g, '')
      .replace(/<title>[^<]*<\/title>/, () => html`<title>${title}</title>`.markup)
      .replace('<html lang="vi">', `<html lang="${language}"${isLarge ? ' class="large"' : ''}>`),
    content,
  );

const withBody = (built: string, { markup }: Html): string =>
  built.replace(
    /<body>[\s\S]*<\/body>/,
    () => `<body><div id="page">${withForeignWords(markup)}</div></body>`,
  );

/** As on the page with scripts: WCAG 3.1.2. Choices of a list and what is typed hold no markup. */
const withForeignWords = (markup: string): string =>
  markup.replace(/(<(?!option|textarea|style)[^>]*>)([^<]+)/g, (_, tag: string, text: string) => {
    const marked = text.replace(/\b(?:QR|OTP|Wi-Fi)\b/g, '<span lang="en">$&</span>');
    return tag + marked;
  });
