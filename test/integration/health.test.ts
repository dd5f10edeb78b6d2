import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('the platform says when it is ready', async () => {
  const reply = await office.nobody.send('GET', '/api/health');
  expect(reply.statusCode).toBe(200);
});

test('an unknown address is a refusal with a code, not a page', async () => {
  const reply = await office.nobody.send('GET', '/api/nothing-here');
  expect(reply.statusCode).toBe(404);
  expect(reply.json()).toEqual({ code: 'not_found', details: {} });
});
