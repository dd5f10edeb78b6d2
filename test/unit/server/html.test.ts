// Truth: the HTML standard's rules for text and quoted attribute values: & < > " ' are always escaped.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../../server/plain-pages/html.ts';
import { codePoint } from '../../code-points.ts';

test('no value becomes markup, in a text or in an attribute', () => {
  const page = html`<p title="${'"><script>alert(1)</script>'}">${"<img src=x onerror='x'> & Cò"}</p>`;
  expect(page.markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&lt;img src=x onerror=&#39;x&#39;&gt; &amp; Cò</p>',
  );
});

test('whatever is typed, the page has its own two tags and the text reads as it was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint }), (typed) => {
      const { markup } = html`<b>${typed}</b>`;
      expect(markup.match(/[<>"']/g)?.length).toBe(4);
      const read = markup
        .slice(3, -4)
        .replace(
          /&(lt|gt|quot|#39|amp);/g,
          (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
        );
      expect(read).toBe(typed);
    }),
  );
});

test('markup goes into markup once, lists are joined, what is absent leaves nothing', () => {
  const items = ['a & b', 'c'].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${items}${false}${undefined}${null}${0}</ul>`.markup).toBe(
    '<ul><li>a &amp; b</li><li>c</li>0</ul>',
  );
});
