import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OidcConfig } from '../server/oidc-config.ts';

type Claims = Readonly<Record<string, unknown>>;

export interface OidcProvider {
  readonly config: OidcConfig;
  /** The address with which a person who has signed in at the provider comes back. */
  signIn(address: string, claims: Claims): Promise<URL>;
  /** Who has an account there; its page has a button for each, and one to refuse. */
  readonly people: Claims[];
  /** Subjects whose session at the provider has ended, by an own token and a registered address to return to. */
  readonly ended: unknown[];
  /** Claims of the next tokens that are not as they must be, or signed by a foreign key. */
  forge(changes: Claims, isForeignKey?: boolean): void;
  close(): Promise<void>;
}

interface Grant {
  readonly claims: Claims;
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly redirect: string | null;
}

const CLIENT = {
  clientId: 'sipas',
  clientSecret: 'oidc-secret-0123456789',
  name: 'Cổng của tỉnh',
};
const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID Connect provider of the code flow: discovery, PKCE (S256), a secret, RS256 tokens, codes good once. */
export async function openOidcProvider(): Promise<OidcProvider> {
  const own = keyPair();
  const foreign = keyPair();
  const grants = new Map<string, Grant>();
  let forged: { changes: Claims; isForeignKey: boolean } = { changes: {}, isForeignKey: false };
  const people: Claims[] = [];
  const ended: unknown[] = [];
  const issued = new Map<string, unknown>();
  const server = createServer(async (request, reply) => {
    const address = new URL(request.url ?? '/', issuer);
    const next = address.searchParams;
    if (address.pathname === '/authorize')
      return sendPage(reply, await choicePage(people, address, signIn));
    if (address.pathname === '/logout') {
      const subject = issued.get(next.get('id_token_hint') ?? '');
      const back = returnOf(next, config.clientId);
      if (subject === undefined || !back) return reply.writeHead(400).end();
      ended.push(subject);
      return reply.writeHead(302, { location: back }).end();
    }
    return sendJson(reply, await route(request));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = { issuer, ...CLIENT };

  async function route(request: IncomingMessage): Promise<object | undefined> {
    if (request.url === '/.well-known/openid-configuration') return metadata(issuer);
    if (request.url === '/jwks')
      return { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256' }] };
    const body = new URLSearchParams(await textOf(request));
    const grant = grants.get(body.get('code') ?? '');
    grants.delete(body.get('code') ?? '');
    const isClient = clientOf(request) === `${config.clientId}:${config.clientSecret}`;
    return isClient && fits(grant, body)
      ? { access_token: 'x', token_type: 'bearer', id_token: token(grant) }
      : undefined;
  }

  function token({ claims, nonce }: Grant): string {
    const iat = Math.floor(Date.now() / 1000);
    const usual = { iss: issuer, aud: config.clientId, iat, exp: iat + 60, nonce };
    const payload = { ...usual, ...claims, ...forged.changes };
    const content = `${json({ alg: 'RS256', kid: '1' })}.${json(payload)}`;
    const { privateKey } = forged.isForeignKey ? foreign : own;
    const whole = `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    issued.set(whole, claims.sub);
    return whole;
  }

  async function signIn(address: string, claims: Claims): Promise<URL> {
    const { code, grant, back } = grantFor(new URL(address), claims);
    grants.set(code, grant);
    return back;
  }

  return {
    config,
    people,
    ended,
    signIn,
    forge(changes, isForeignKey = false) {
      forged = { changes, isForeignKey };
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** RFC 7636, 4.6. */
function fits(grant: Grant | undefined, body: URLSearchParams): grant is Grant {
  const challenge = createHash('sha256').update(body.get('code_verifier') ?? '');
  return (
    grant?.challenge === challenge.digest('base64url') &&
    grant.redirect === body.get('redirect_uri')
  );
}

function grantFor({ searchParams }: URL, claims: Claims) {
  const code = randomBytes(16).toString('hex');
  const grant: Grant = {
    claims,
    nonce: searchParams.get('nonce'),
    challenge: searchParams.get('code_challenge'),
    redirect: searchParams.get('redirect_uri'),
  };
  const back = new URL(searchParams.get('redirect_uri') ?? '');
  back.searchParams.set('code', code);
  back.searchParams.set('state', searchParams.get('state') ?? '');
  return { code, grant, back };
}

/** A link for each person, and one to refuse. */
async function choicePage(
  people: readonly Claims[],
  address: URL,
  signIn: OidcProvider['signIn'],
): Promise<string> {
  const links = people.map(async (claims) =>
    link(await signIn(address.href, claims), String(claims.name)),
  );
  return [...(await Promise.all(links)), link(refusalOf(address), 'Từ chối')].join('<br>');
}

const sendJson = (reply: ServerResponse, answer: object | undefined) =>
  reply
    .writeHead(answer ? 200 : 400, { 'content-type': 'application/json' })
    .end(JSON.stringify(answer ?? { error: 'invalid_grant' }));

const sendPage = (reply: ServerResponse, markup: string) =>
  reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(markup);

const link = (address: URL, name: string): string =>
  `<a href="${address.href.replaceAll('&', '&amp;')}">${name}</a>`;

/** RFC 6749, 4.1.2.1: the person did not agree. */
function refusalOf({ searchParams }: URL): URL {
  const refusal = new URL(searchParams.get('redirect_uri') ?? '');
  refusal.searchParams.set('error', 'access_denied');
  refusal.searchParams.set('state', searchParams.get('state') ?? '');
  return refusal;
}

/** Only to the registered address of the client that is named. */
function returnOf(asked: URLSearchParams, clientId: string): string | undefined {
  const back = asked.get('post_logout_redirect_uri') ?? '';
  return back.endsWith('/quan-tri') && asked.get('client_id') === clientId ? back : undefined;
}

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  end_session_endpoint: `${issuer}/logout`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic'],
  code_challenge_methods_supported: ['S256'],
});

/** RFC 6749, 2.3.1: both parts are encoded as in a form. */
function clientOf({ headers }: IncomingMessage): string {
  const [, encoded = ''] = headers.authorization?.split('Basic ') ?? [];
  return decodeURIComponent(Buffer.from(encoded, 'base64').toString());
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
