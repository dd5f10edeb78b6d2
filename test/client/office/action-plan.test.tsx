// Truth: results.md §4 — a duty is closed by the next round only where its figure has clearly risen; who is overdue is rung.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import type { ActionItem } from '#contract/action-plan.ts';
import type { Changes } from '#contract/changes.ts';
import { lateLeadsOf } from '../../../client/office/action-plan/late-leads.ts';
import { NextFigure } from '../../../client/office/action-plan/NextFigure.tsx';
import { CAMPAIGN_ID, inVietnamese } from './wire.ts';

const WAVE = { campaignId: CAMPAIGN_ID, campaignName: 'Đợt 2027', year: 2027 };
const change = (word: 'risen' | 'not_different'): Changes['changes'][number] => ({
  agencyCode: '01981',
  name: 'Xã Vĩnh Thông',
  node: 'access',
  earlierNode: 'access',
  joined: [],
  earlier: 0.6,
  earlierStep: 0.01,
  later: 0.71,
  laterStep: 0.01,
  change: word,
  low: word === 'risen' ? 0.02 : -0.03,
  high: 0.2,
});
const changes = (word: 'risen' | 'not_different'): Changes => ({
  later: WAVE,
  earlier: { ...WAVE, year: 2026 },
  isComparable: true,
  notCompared: { changed: [], added: [], dropped: [], broad: [] },
  changes: [change(word)],
  rearranged: [],
  unmatched: { earlier: [], later: [] },
});
const lead = (agencyName: string, isOverdue: boolean) => ({
  agencyCode: agencyName === 'Xã Vĩnh Thông' ? '01981' : '05443',
  agencyName,
  state: 'open' as const,
  lastReportOn: null,
  isOverdue,
});
const item = (duty: string, nodeCode: string | null): ActionItem => ({
  id: CAMPAIGN_ID,
  section: null,
  criterion: null,
  shortcoming: null,
  duty,
  expected: null,
  product: null,
  person: null,
  authority: null,
  leads: '',
  partners: '',
  deadline: { kind: 'continuous', dueOn: null, text: '' },
  figure: nodeCode && '60%',
  nodeCode,
  figureAgency: nodeCode && '01981',
  agencies: [lead('Xã Vĩnh Thông', true), lead('Xã Văn Lang', duty === 'B')],
});
beforeEach(inVietnamese);

async function textOf(duty: ActionItem, next: Changes): Promise<string> {
  const place = document.createElement('div');
  await act(() => render(<NextFigure item={duty} changes={next} />, place));
  return place.textContent ?? '';
}

test('beside a duty is the same figure of the next round; only a clear rise closes it', async () => {
  const risen = await textOf(item('A', 'access'), changes('risen'));
  expect(risen).toContain('Đợt 2027: 71% (trước 60%), tăng rõ, +2 đến +20 điểm phần trăm.');
  expect(risen).toContain('khép lại nhiệm vụ này');
  const same = await textOf(item('A', 'access'), changes('not_different'));
  expect(same).toContain('chưa thấy khác');
  expect(same).not.toContain('khép lại');
});

test('the figure of several merged agencies closes the duty of none', async () => {
  const next = changes('risen');
  const joined = ['Xã Vĩnh Thông', 'Xã Văn Lang'];
  const merged = { ...next, changes: next.changes.map((figure) => ({ ...figure, joined })) };
  expect(await textOf(item('A', 'access'), merged)).not.toContain('khép lại');
});

test('a duty of another figure says that nothing is compared, one without a figure says nothing', async () => {
  expect(await textOf(item('A', '9.24'), changes('risen'))).toContain('không so sánh được');
  expect(await textOf(item('A', null), changes('risen'))).toBe('');
});

test('agencies with overdue duties are listed with whom to ring, those with the most first', () => {
  const account = {
    role: 'agency' as const,
    agencyCode: '01981',
    isDisabled: false,
    fullName: 'Hoàng Thị Lan',
    telephone: '0912 345 678',
  };
  const staff = [
    account,
    { ...account, isDisabled: true, fullName: 'Đã nghỉ' },
    { ...account, role: 'commune_observer', fullName: 'Người giám sát của xã' },
  ] as never;
  const late = lateLeadsOf([item('A', null), item('B', null)], staff);
  expect(late.map(({ agencyName, duties }) => [agencyName, duties])).toEqual([
    ['Xã Vĩnh Thông', ['A', 'B']],
    ['Xã Văn Lang', ['B']],
  ]);
  expect(late[0]?.contacts.map(({ fullName }) => fullName)).toEqual(['Hoàng Thị Lan']);
});
