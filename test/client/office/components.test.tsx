// Truth checked: ux.md §3, the behaviour of each component; WAI-ARIA for names and states.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ROLES } from '#contract/endpoint.ts';
import type { OfficeContext } from '../../../client/office/page/page-context.ts';
import { WhenLoaded } from '../../../client/office/page/Screen.tsx';
import { Outlet } from '../../../client/office/shell/Outlet.tsx';
import { PrintFoot } from '../../../client/office/shell/PrintFoot.tsx';
import { Button } from '../../../client/ui/Button.tsx';
import { ConfirmDialog } from '../../../client/ui/ConfirmDialog.tsx';
import { DistributionBar } from '../../../client/ui/DistributionBar.tsx';
import { DotInterval } from '../../../client/ui/DotInterval.tsx';
import { TextField } from '../../../client/ui/Field.tsx';
import { FigureValue } from '../../../client/ui/FigureWords.tsx';
import { createLoaded } from '../../../client/ui/loaded.ts';
import { PartsBar } from '../../../client/ui/PartsBar.tsx';
import { RefusalNotice } from '../../../client/ui/RefusalNotice.tsx';
import { Table } from '../../../client/ui/Table.tsx';
import { TaskList } from '../../../client/ui/TaskList.tsx';
import { terms } from '../../terms.ts';
import { CAMPAIGN_ID, inVietnamese } from './wire.ts';

let page: HTMLElement;
const draw = (node: preact.ComponentChild) => act(() => render(node, page));
const find = <E extends Element>(selector: string) => page.querySelector<E>(selector) as E;

beforeEach(() => {
  inVietnamese();
  page = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, page);
  page.remove();
});

test('a refusal says three things and takes the focus', () => {
  draw(<RefusalNotice failure={{ code: 'infeasible_upper', details: { a: 33_912, b: 40_000 } }} />);
  expect(page.textContent).toContain('Tổng số phiếu mời (40.000) nhiều hơn');
  expect(page.textContent).toContain('Chưa khóa kế hoạch nào.');
  expect(page.textContent).toContain('Giảm xuống tối đa 33.912.');
  expect(document.activeElement).toBe(find('[role=alert]'));
});

test('a newer reading that fails leaves what was typed beside the last one', async () => {
  const failing = Promise.reject(new TypeError('no network'));
  const readings = [Promise.resolve('Nà Cà'), failing];
  const state = createLoaded(() => readings.shift()!);
  draw(
    <WhenLoaded state={state}>
      {(hamlet) => (
        <p>
          {hamlet} <textarea />
        </p>
      )}
    </WhenLoaded>,
  );
  await act(() => state.load());
  find<HTMLTextAreaElement>('textarea').value = 'đang gõ dở';
  await act(() => state.load());
  expect(find('[role=alert]').textContent).toContain('Không có mạng');
  expect(page.textContent).toContain('Nà Cà');
  expect(find<HTMLTextAreaElement>('textarea').value).toBe('đang gõ dở');
});

test('a second press while busy does nothing, and the label says what goes on', () => {
  const press = vi.fn();
  draw(
    <Button isBusy busyLabel="Đang gửi…" onPress={press}>
      Gửi
    </Button>,
  );
  find<HTMLButtonElement>('button').click();
  expect(press).not.toHaveBeenCalled();
  expect(find('button').textContent).toBe('Đang gửi…');
  expect(find('button').getAttribute('aria-disabled')).toBe('true');
});

test('a field is tied to its hint and to what is wrong', () => {
  draw(<TextField label="Mã" hint="Ví dụ H55.03" wrong="Ghi mã" value="x" onInput={() => {}} />);
  const input = find<HTMLInputElement>('input');
  const ids = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(ids.map((id) => document.getElementById(id)?.textContent)).toEqual([
    'Ví dụ H55.03',
    'Ghi mã',
  ]);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(page.querySelector('label')?.getAttribute('for')).toBe(input.id);
});

test('what cannot be undone needs the word shown, in any case of letters', () => {
  const yes = vi.fn();
  draw(
    <ConfirmDialog
      title="Rút mẫu với 20 chữ số này?"
      yes="Rút mẫu"
      no="Chưa"
      busy="Đang rút…"
      isBusy={false}
      word={{ text: 'RÚT', label: 'Gõ RÚT', wrong: 'Chưa khớp' }}
      onYes={yes}
      onNo={() => {}}
    >
      <p>Không gieo lại được.</p>
    </ConfirmDialog>,
  );
  const type = (word: string) => {
    const input = find<HTMLInputElement>('input');
    input.value = word;
    act(() => {
      input.dispatchEvent(new Event('input', { bubbles: true }));
      find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    });
  };
  type('RUT');
  expect(yes).not.toHaveBeenCalled();
  expect(page.textContent).toContain('Chưa khớp');
  type('rút'.normalize('NFD'));
  expect(yes).toHaveBeenCalledOnce();
  expect(page.querySelectorAll('.buttons button')[0]?.textContent).toBe('Chưa');
});

test('every cell of a table knows its heading, so that rows can become blocks', () => {
  draw(
    <Table
      caption="92 đơn vị"
      rows={[{ code: '01981', name: 'Xã Vĩnh Thông', people: 1214 }]}
      keyOf={(row) => row.code}
      columns={[
        { key: 'name', heading: 'Đơn vị', cell: (row) => row.name },
        { key: 'people', heading: 'Số người', isNumeric: true, cell: (row) => row.people },
      ]}
    />,
  );
  expect(find('tbody th').getAttribute('scope')).toBe('row');
  expect(find('tbody td').getAttribute('data-label')).toBe('Số người');
  expect(find('caption').textContent).toBe('92 đơn vị');
});

test('a step that cannot be opened is no link and says why', () => {
  draw(
    <TaskList
      tasks={[
        { key: 'a', label: 'Khóa danh sách', state: 'Chưa bắt đầu', href: '/quan-tri/x' },
        { key: 'b', label: 'Rút mẫu', state: 'Chưa mở được: chờ việc trước' },
      ]}
    />,
  );
  expect(page.querySelectorAll('a')).toHaveLength(1);
  const state = find('a').getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(state)?.textContent).toBe('Chưa bắt đầu');
});

test('a dot stands at its value, its line from low to high, its words say the same', () => {
  draw(
    <DotInterval
      value={0.832}
      low={0.71}
      high={0.91}
      tier="higher"
      sentence="83,2%, từ 71 đến 91"
    />,
  );
  expect(find('svg svg').getAttribute('x')).toBe('83.20%');
  expect(find('.range').getAttribute('x1')).toBe('71.00%');
  expect(find('.range').getAttribute('x2')).toBe('91.00%');
  expect(find('svg').getAttribute('aria-label')).toBe('83,2%, từ 71 đến 91');
});

test('five shares stand in order from 1 to 5; only parts of 8 % and more carry a figure', () => {
  draw(<DistributionBar shares={[0.02, 0.05, 0.12, 0.51, 0.3]} sentence="câu" />);
  const parts = [...page.querySelectorAll('.distribution span')];
  expect(parts.map((part) => part.textContent)).toEqual(['', '', '12', '51', '30']);
});

test('an empty part of a whole takes no room', () => {
  draw(
    <PartsBar
      sentence="1.380 dòng"
      parts={[
        { key: 'done', label: 'Nhận', count: 1380 },
        { key: 'excluded', label: 'Loại', count: 0 },
      ]}
    />,
  );
  expect(page.querySelectorAll('.parts span')).toHaveLength(1);
});

test('a campaign’s name on the printed foot stays text, whatever it contains', () => {
  draw(<PrintFoot campaign={'Đợt 1"}} body{display:none} \\ '} />);
  const css = find('style').textContent ?? '';
  expect(css).toContain('Đợt 1\\22 \\7d \\7d  body\\7b display:none\\7d  \\5c ');
  expect(css.match(/"/g)).toHaveLength(2);
});

test('a withheld figure is the word of its reason, never a zero or a dash', () => {
  const withheld = (
    verdict: 'suppress-confidentiality' | 'suppress-reliability',
    ...reasons: string[]
  ) => {
    draw(
      <FigureValue
        figure={
          {
            node: 'x',
            verdict,
            reasons,
            index: null,
            low: null,
            high: null,
            respondents: null,
          } as never
        }
      />,
    );
    return page.textContent;
  };
  expect(withheld('suppress-confidentiality')).toBe('ẩn');
  expect(withheld('suppress-reliability', 'few-respondents')).toBe('ít phiếu');
  expect(withheld('suppress-reliability', 'wide-interval')).toBe('khoảng quá rộng');
});

test('each post arrives at a screen of its own, a technician without any of a round too', async () => {
  for (const role of ROLES) {
    history.replaceState(null, '', '/quan-tri');
    dispatchEvent(new PopStateEvent('popstate'));
    const context = {
      staff: { id: CAMPAIGN_ID, role, isLead: false, agencyCode: '01981', fullName: 'Lan' },
      campaign: { ...terms(), id: CAMPAIGN_ID, stage: 'collecting' },
      campaigns: [],
      titlesOf: () => undefined,
      linkTo: () => '/',
      ask: () => new Promise(() => undefined),
    } as unknown as OfficeContext;
    await draw(<Outlet context={context} />);
    expect(find('h1').textContent, role).not.toBe('Không có màn hình này');
  }
});
