import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach } from 'vitest';
import { go } from '../../../client/office/page/router.ts';
import { Office } from '../../../client/office/shell/Office.tsx';
import { answers } from './office-answers.ts';
import { CAMPAIGN_ID, FILE_ID, inVietnamese, onTheWire, STAFF } from './wire.ts';

export let page: HTMLElement;
beforeEach(() => {
  inVietnamese();
  page = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, page);
  page.remove();
});

/** A timer's turn takes a millisecond at least; what the wire answers needs none. */
const turn = () => act(() => new Promise<void>((done) => setImmediate(done)));
const isDrawn = () =>
  page.querySelector('.loading') === null && page.querySelector('main .todo') !== null;

/** Every reading has arrived: nothing changes any more in two turns. */
export async function settled() {
  const end = Date.now() + 30_000;
  for (let text = ''; ; text = page.textContent ?? '') {
    await turn();
    await turn();
    if (isDrawn() && page.textContent === text) return;
    if (Date.now() > end) throw new Error(`not drawn: ${text}`);
  }
}

export const openAt = async (address: string, staff: object, stage?: string) =>
  (await enterAt(address, staff, stage)).asked;

/** The same for who also acts on the session. */
export async function enterAt(address: string, staff: object, stage = 'frame_open') {
  const { session, asked } = onTheWire({ ...answers(stage, staff), 'POST /api/session': staff });
  go(address);
  act(() => render(<Office session={session} onLanguage={() => {}} />, page));
  await session.resume();
  await settled();
  return { session, asked };
}

export const CLERK = { ...STAFF, role: 'agency', agencyCode: '01981', agencyName: 'Xã Vĩnh Thông' };
export const OBSERVER = { ...STAFF, role: 'observer' };
const ENTRY = { ...STAFF, role: 'entry' };
const INTERVIEWER = { ...STAFF, role: 'interviewer' };
export const LEADER = { ...CLERK, isLead: true };
const AGENCY_OFFICE = { ...CLERK, role: 'agency_office' };
const COMMUNE_OBSERVER = { ...CLERK, role: 'commune_observer' };
const DATA_PROTECTION = { ...STAFF, role: 'data_protection' };
const AUDITOR = { ...STAFF, role: 'auditor' };
const TECHNICIAN = { ...STAFF, role: 'technician' };
export const EVERYBODY = [
  STAFF,
  CLERK,
  OBSERVER,
  ENTRY,
  INTERVIEWER,
  AGENCY_OFFICE,
  COMMUNE_OBSERVER,
  DATA_PROTECTION,
  AUDITOR,
  TECHNICIAN,
];
export const PARAMS = { campaignId: CAMPAIGN_ID, agencyCode: '01981', fileId: FILE_ID };

export function shape() {
  return {
    headings: page.querySelectorAll('main h1').length,
    todo: [...page.querySelectorAll('main .todo')].map((line) => line.textContent?.slice(0, 13)),
    isOnePrimary: page.querySelectorAll('main [data-primary]').length <= 1,
    holes: page.textContent?.match(/\{\{|undefined|NaN/) ?? null,
  };
}
export const GOOD = { headings: 1, todo: ['Việc cần làm:'], isOnePrimary: true, holes: null };

export const NO_SCREEN = 'Không có màn hình này';
