// Truth checked: addresses are plain paths, so that each screen can be linked, reloaded and shared.
import { expect, test } from 'vitest';
import { go, match, path, query, setQuery } from '../../../client/office/page/router.ts';
import { linkTo } from '../../../client/office/screens.ts';
import { campaignMenu } from '../../../client/office/shell/menu-entries.ts';
import { CAMPAIGN_ID } from './wire.ts';

test('a pattern gives its values, and nothing where it does not fit', () => {
  expect(
    match('/quan-tri/:campaignId/danh-sach/:agencyCode', '/quan-tri/c/danh-sach/H55.03'),
  ).toEqual({ campaignId: 'c', agencyCode: 'H55.03' });
  expect(match('/quan-tri/:campaignId/mau', '/quan-tri/c/mau/')).toEqual({ campaignId: 'c' });
  expect(match('/quan-tri/:campaignId/mau', '/quan-tri/c/rut-mau')).toBeUndefined();
});

test('going somewhere changes the address; a filter stays in it', () => {
  go('/quan-tri/x/ket-qua');
  expect(path.value).toBe('/quan-tri/x/ket-qua');
  setQuery({ agency: '01981' });
  expect(query.value.get('agency')).toBe('01981');
  expect(location.search).toBe('?agency=01981');
  setQuery({ agency: undefined });
  expect(location.search).toBe('');
});

test('an observer has no way to names, a clerk none to other agencies', () => {
  const hrefs = (role: 'agency' | 'observer') =>
    campaignMenu({ role, agencyCode: role === 'agency' ? '01981' : null }, { id: CAMPAIGN_ID }).map(
      (entry) => entry.href,
    );
  expect(hrefs('observer').some((href) => /phieu-moi|cong-bo|tai-khoan/.test(href))).toBe(false);
  const own = { campaignId: CAMPAIGN_ID, agencyCode: '01981' };
  expect(hrefs('agency').filter((href) => /danh-sach|phieu-moi/.test(href))).toEqual([
    linkTo('list', own),
    linkTo('pack', own),
  ]);
});
