// Truth: the rule that an agency's staff read nobody of another agency, and that who watches a round reads counts only.
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostName } from '#contract/endpoint.ts';
import { isOfOneAgency, mayAsk, POST_NAMES, POSTS } from '#contract/endpoint.ts';
import { inParallel } from '../../server/demo/in-parallel.ts';
import { callersOf, FOREIGN, guarded, OWN, params } from '../every-post.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
let callers: ReadonlyMap<PostName, Caller>;
beforeAll(async () => {
  office = await openOffice();
  callers = await callersOf(office);
});
afterAll(() => office.close());

/** Every text that a post can read of a campaign, by the endpoint that gave it. */
async function readings(post: PostName, campaignId: string) {
  const texts: { name: string; agencyCode: string; text: string }[] = [];
  const read = guarded.filter(
    // A PDF's text is packed: no name is found in it. Its Word twin is read.
    ({ endpoint: { method, file, ...endpoint } }) =>
      method === 'GET' && file !== 'application/pdf' && mayAsk(endpoint, POSTS[post]),
  );
  await inParallel(read, async ({ name, endpoint }) => {
    for (const agencyCode of endpoint.path.includes(':agencyCode')
      ? [OWN, FOREIGN, 'province']
      : [OWN]) {
      const path = pathOf(endpoint.path, { ...params(agencyCode), campaignId });
      const { statusCode, rawPayload } = await callers.get(post)!.send('GET', path);
      if (statusCode < 400) texts.push({ name, agencyCode, text: textOf(rawPayload) });
    }
  });
  return texts;
}

/** A workbook's or an archive's files one after the other. */
const textOf = (payload: Buffer): string =>
  payload.subarray(0, 2).toString() === 'PK'
    ? Object.values(unzipSync(payload))
        .map((file) => Buffer.from(file).toString())
        .join('\n')
    : payload.toString();

const SEES_PEOPLE: readonly PostName[] = ['home_affairs', 'approver', 'agency', 'leader'];

test('a foreign agency’s people are read by Home Affairs alone, and counts only by who watches', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const [own, foreign] = ['Lò Văn Của Mình', 'Lò Văn Xã Khác'];
  for (const [agencyCode, owner] of [
    [OWN, own],
    [FOREIGN, foreign],
  ] as const) {
    const rows = [
      dossier({ owner, agencyCode }),
      dossier({ owner: `${owner} Hai`, agencyCode, returned: 'x' }),
    ];
    await handIn(
      homeAffairs,
      { campaignId, agencyCode },
      csvOf(rows.map(({ agencyName: _, ...row }) => row)),
    );
  }
  const { campaignId: collecting, people } = await collectingCampaign(office, {
    agencies: [OWN, FOREIGN],
  });
  const names = new Set(people.map(({ fullName }) => fullName));
  for (const post of POST_NAMES) {
    const lists = await readings(post, campaignId);
    const readers = (marker: string) =>
      lists.filter(({ text }) => text.includes(marker)).map(({ name }) => name);
    const isHomeAffairs = POSTS[post].role === 'home_affairs';
    expect({ post, foreign: readers(foreign).length > 0 }).toEqual({
      post,
      foreign: isHomeAffairs,
    });
    expect({ post, own: readers(own).length > 0 }).toEqual({
      post,
      own: SEES_PEOPLE.includes(post),
    });
    const slips = await readings(post, collecting);
    const withPeople = slips.filter(({ text }) => [...names].some((name) => text.includes(name)));
    if (!SEES_PEOPLE.includes(post)) expect({ post, withPeople }).toEqual({ post, withPeople: [] });
    // Who is of one agency reads of others what everybody may: that they are measured.
    const named = [...lists, ...slips]
      .filter(({ text }) => text.includes(FOREIGN))
      .map(({ name }) => name);
    if (isOfOneAgency(POSTS[post].role))
      expect({ post, readings: [...new Set(named)] }).toEqual({ post, readings: ['listAgencies'] });
  }
});
