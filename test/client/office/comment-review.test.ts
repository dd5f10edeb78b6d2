// Truth checked: a reader at Home Affairs sees the original beside what the agency would read.
import { expect, test } from 'vitest';
import type { CommentInReview } from '#contract/comments.ts';
import {
  createReview,
  maskedBetween,
  partsOf,
} from '../../../client/office/results/comment-review.ts';
import { CAMPAIGN_ID, onTheWire, refused } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}/comments`;
const ID = '0b0f2f0e-6a52-4c7c-9d43-0d8c7a1f5a11';
const COMMENT: CommentInReview = {
  id: ID,
  agencyCode: '01981',
  agencyName: 'Xã Vĩnh Thông',
  state: 'waiting',
  quote: null,
  original: 'Chị Hoa rất chậm',
  suggested: [{ from: 4, to: 7, kind: 'name' }],
  masked: 'Chị [tên] rất chậm',
};
const page = (waiting: number) => ({
  comments: waiting > 0 ? [COMMENT] : [],
  counts: { waiting, released: 1 - waiting, withheld: 0 },
});

test('the original is cut where something is suggested, and nothing of it is lost', () => {
  expect(partsOf(COMMENT)).toEqual([
    { text: 'Chị ', kind: null },
    { text: 'Hoa', kind: 'name' },
    { text: ' rất chậm', kind: null },
  ]);
  const all = { ...COMMENT, suggested: [{ from: 0, to: 16, kind: 'name' as const }] };
  expect(partsOf(all)).toEqual([{ text: 'Chị Hoa rất chậm', kind: 'name' }]);
});

test('what is selected is masked, nothing where nothing is', () => {
  expect(maskedBetween('Chị Hoa rất chậm', 4, 7, '[đã che]')).toBe('Chị [đã che] rất chậm');
  expect(maskedBetween('Chị Hoa', 4, 4, '[đã che]')).toBe('Chị Hoa');
});

test('what was typed is released, and the last decision can be taken back', async () => {
  const { ask, asked } = onTheWire({
    [`GET ${BASE}?state=waiting`]: page(1),
    [`PUT ${BASE}/${ID}/decision`]: {},
  });
  const model = createReview(ask, CAMPAIGN_ID);
  await model.page.load();
  expect(model.left.value).toBe(1);
  expect(model.maskedOf(COMMENT)).toBe('Chị [tên] rất chậm');
  model.type(ID, 'Một người rất chậm');
  await model.decide.run(ID, 'release', model.maskedOf(COMMENT));
  expect(model.last.value).toEqual({ id: ID, decision: 'release' });
  await model.undo.run(ID);
  expect(model.last.value).toBeUndefined();
  expect(asked.filter(({ line }) => line.startsWith('PUT')).map(({ body }) => body)).toEqual([
    { decision: 'release', masked: 'Một người rất chậm' },
    { decision: 'reopen' },
  ]);
  // What was typed is still there for the next try.
  expect(model.maskedOf(COMMENT)).toBe('Một người rất chậm');
});

test('a refused decision claims nothing', async () => {
  const { ask } = onTheWire({
    [`PUT ${BASE}/${ID}/decision`]: refused(400, 'comment_empty', {}),
  });
  const model = createReview(ask, CAMPAIGN_ID);
  expect(await model.decide.run(ID, 'release', '')).toBeUndefined();
  expect(model.decide.failure.value?.code).toBe('comment_empty');
  expect(model.last.value).toBeUndefined();
});
