import { randomUUID } from 'node:crypto';
import { service, submission } from '../../scenario-collecting.ts';

/** What a stranger may ask; `body` as it goes over the wire. */
export interface PublicAsk {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly encoding?: string;
}

const get = (path: string, encoding?: string): PublicAsk => ({
  name: encoding ? `${path} (${encoding})` : path,
  method: 'GET',
  path,
  ...(encoding && { encoding }),
});

const post = (path: string, body: object): PublicAsk => ({
  name: `POST ${path}`,
  method: 'POST',
  path,
  body: JSON.stringify(body),
});

/** A token that is nobody's. */
const STRANGER = 'AAAAAAAAAAAAAAAA';

/** Everything that the contract opens to the public, and the pages. */
export function publicAsks(campaignId: string, token: string): PublicAsk[] {
  const campaign = `/api/campaigns/${campaignId}`;
  const published = `/api/published/${campaignId}`;
  return [
    get(published),
    get(published, 'identity'),
    get(`${published}/results.csv`),
    get(`${campaign}/draw/frame.tsv`),
    get(`${campaign}/draw/frame.tsv`, 'identity'),
    get(`${campaign}/draw/sample.tsv`),
    get(`${campaign}/draw/plan.tsv`),
    get(`${campaign}/draw/seed.txt`),
    get(`${campaign}/draw`),
    get(`${campaign}/plan`),
    get(`${campaign}/frozen-frame`),
    get(`${campaign}/erasure-certificate`),
    get(`${campaign}/remarks`),
    get('/api/published'),
    get('/api/openapi.json'),
    get('/api/languages/vi'),
    get('/ket-qua'),
    get(`/${token}`),
    crowdedSubmission(),
    post('/api/invitation', { token: STRANGER }),
    post('/api/draft', { token: STRANGER, name: '0'.repeat(32) }),
    post('/api/receipts/check', { code: 'ACDEFGHJ' }),
    post('/api/session', { username: 'nobody', password: 'not-the-password' }),
    post('/api/password', { token: STRANGER.repeat(2), password: 'not-the-password' }),
  ].map((ask) => ({ ...ask, name: ask.name.replace(campaignId, '…') }));
}

/** 0.7 MB with 60,000 answers to questions that nobody asked. */
function crowdedSubmission(): PublicAsk {
  const answers = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`q${i}`, 'x']));
  const body = JSON.stringify({ ...submission(STRANGER, service(4)), answers });
  const path = `/api/responses/${randomUUID()}`;
  return { name: 'PUT a malformed submission of 0.7 MB', method: 'PUT', path, body };
}
