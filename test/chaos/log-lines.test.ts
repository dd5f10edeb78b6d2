/**
 * Truth: “a secret, token or personal datum in a log” may never happen. The server runs in a process of its
 * own at LOG_LEVEL=info; whatever it writes, to either stream, is read. PostgreSQL puts rows into its error
 * texts, so the forced error names everybody: a log that printed messages would be caught.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { draftName, sealDraft } from '#contract/draft-seal.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import { service, submission } from '../scenario-collecting.ts';
import { pause } from './chance.ts';
import type { Province } from './province.ts';
import { openProvince } from './province.ts';

const COMMENT = 'Chờ hai buổi ở cửa số ba';
const ERROR_THAT_TELLS = `
  create function tell() returns trigger language plpgsql as $$
  begin raise exception '%', (select string_agg(full_name || ' ' || phone || ' ' || coalesce(address, ''), '; ') from person); end $$;
  create trigger invitation_tells before update on invitation for each row execute function tell();`;

let province: Province;
beforeAll(async () => {
  province = await openProvince(16, 'info', 0, inject('postgresUrl'));
});
afterAll(() => province.close());

async function ask(method: string, path: string, body?: unknown, type = 'application/json') {
  const reply = await fetch(province.address + path, {
    method,
    redirect: 'manual',
    ...(body !== undefined && {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': type },
    }),
  });
  await reply.text();
  return reply.status;
}
const FORM = 'application/x-www-form-urlencoded';

test('a collection leaves no line: neither when answers came nor in which order', async () => {
  const before = province.log();
  for (const { token } of province.campaign.invitations.slice(4, 12)) {
    const name = await draftName(token);
    const sealed = await sealDraft(token, { answers: { '9.24': { value: 3, at: 1 } } });
    const replies = [
      await ask('GET', `/${token}`),
      await ask('POST', '/api/invitation', { token }),
      await ask('POST', '/api/invitation/start', { token }),
      await ask('PUT', '/api/draft', { token, name, base: 0, sealed }),
      await ask('PUT', `/api/responses/${randomUUID()}`, submission(token, service(4))),
      await ask('POST', `/${token}/gui`, '', FORM),
    ];
    expect(replies).toEqual([200, 200, 200, 200, 200, 409]);
  }
  await pause(300);
  expect(province.log()).toBe(before);
});

test('no line of the log holds a token, code, name, phone, address or answer', async () => {
  const [first, second, third] = province.campaign.invitations;
  const { token, code } = first!;
  const answers = service(3, { comment: COMMENT });
  const hand = (token: string, id: string = randomUUID(), changes: object = {}) =>
    ask('PUT', `/api/responses/${id}`, { ...submission(token, answers), ...changes });
  const name = await draftName(token);
  const sealed = await sealDraft(token, { answers: { '9.24': { value: 3, at: 1 } } });
  const visit = [
    await ask('GET', `/${token}`),
    await ask('HEAD', `/${token}`),
    await ask('POST', '/api/invitation', { token }),
    await ask('POST', '/api/invitation/code', { code }),
    await ask('POST', '/api/invitation/start', { token }),
    await ask('PUT', '/api/draft', { token, name, base: 0, sealed }),
    await ask('POST', '/api/draft', { token, name }),
    await hand(token),
    await ask('POST', '/api/invitation/decline', { token: second!.token, reason: 'declined' }),
  ];
  expect(visit).toEqual(visit.map(() => 200));
  await ask('GET', `/${third!.token}/trang-1`);
  await ask('POST', `/${third!.token}/trang-1`, '9.24=3&go=next', FORM);
  const refusals = [
    await hand(token),
    await hand(second!.token),
    await hand(third!.token, randomUUID(), { answers: { '9.24': 77 } }),
    await hand(third!.token, COMMENT),
    await ask('POST', '/api/invitation/code', { code: `11111111111${checkDigit('11111111111')}` }),
    await ask('POST', '/api/invitation', { token: 'AAAAAAAAAAAAAAAA' }),
    await ask('POST', '/api/session', { username: 'Hoàng Văn Ánh', password: token }),
    await ask('POST', '/api/invitation', `{"token":"${token}"`),
    await ask('POST', '/api/invitation', `{"token":"${token}"}`, 'text/plain'),
    await ask('POST', '/api/invitation', { token, more: COMMENT.repeat(60_000) }),
    await ask('GET', `/api/${token}?phone=0912345678`),
    await ask('GET', `/%E0%A4%A/${token}`),
  ];
  expect(refusals.filter((status) => status < 400 || status >= 500)).toEqual([]);

  const database = new pg.Client({ connectionString: province.databaseUrl });
  await database.connect();
  await database.query(ERROR_THAT_TELLS);
  await database.end();
  expect(await hand(third!.token)).toBe(500);
  expect(await ask('POST', '/api/invitation/start', { token: third!.token })).toBe(500);

  const incidents = () => province.log().match(/"incident":"[0-9A-F]{8}"/g);
  await expect.poll(incidents).toHaveLength(2);
  const log = province.log();
  expect(log).toContain('"route":"/api/responses/:submissionId"');
  const secrets = province.campaign.invitations.flatMap((slip) => [slip.token, slip.code, slip.id]);
  const people = province.campaign.people.flatMap(({ fullName, hamlet }) =>
    [fullName, hamlet ?? []].flat(),
  );
  const given = [COMMENT, COMMENT.slice(0, 8), '9.24', '0912345678', 'a'.repeat(16), 'Hoàng'];
  const found = [...secrets, ...people, ...given].filter((word) =>
    log.toLowerCase().includes(word.toLowerCase()),
  );
  expect(found).toEqual([]);
});
