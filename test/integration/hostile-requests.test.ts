// Truth: the contract's own list of endpoints and RFC 9110 §15.5: what a client sends wrong is answered as its fault,
// in the catalogue's form, never as ours (5xx). What everybody may ask: hostile-requests-of-anybody.test.ts.
import { afterAll, beforeAll, test } from 'vitest';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { askHostilely, hostileScenario, isEnding, NAME } from '../scenario-hostile.ts';

let office: Office;
let scenario: Awaited<ReturnType<typeof hostileScenario>>;
beforeAll(async () => {
  office = await openOffice();
  scenario = await hostileScenario(office);
});
afterAll(() => office.close());

const forStaff = ENDPOINTS.filter(({ endpoint }) => endpoint.access !== 'public');

test.concurrent.each(forStaff.filter((asked) => !isEnding(asked)))(NAME, ({ endpoint }) =>
  askHostilely(scenario, endpoint),
);
test.each(forStaff.filter(isEnding))(NAME, ({ endpoint }) => askHostilely(scenario, endpoint));
