import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OidcConfig } from '../server/oidc-config.ts';

type Claims = Readonly<Record<string, unknown>>;

export interface OidcProvider {
  readonly config: OidcConfig;
  /** The address with which a person who has signed in at the provider comes back. */
  signIn(address: string, claims: Claims): Promise<URL>;
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

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID Connect provider of the code flow: discovery, PKCE (S256), a secret, RS256 tokens, codes good once. */
export async function openOidcProvider(): Promise<OidcProvider> {
  const own = keyPair();
  const foreign = keyPair();
  const grants = new Map<string, Grant>();
  let forged: { changes: Claims; isForeignKey: boolean } = { changes: {}, isForeignKey: false };
  const server = createServer(async (request, reply) => {
    const answer = await route(request);
    reply
      .writeHead(answer ? 200 : 400, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = {
    issuer,
    clientId: 'sipas',
    clientSecret: 'oidc-secret-0123456789',
    name: 'Cổng của tỉnh',
  };

  async function route(request: IncomingMessage): Promise<object | undefined> {
    if (request.url === '/.well-known/openid-configuration') return metadata(issuer);
    if (request.url === '/jwks')
      return { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256' }] };
    const body = new URLSearchParams(await textOf(request));
    const grant = grants.get(body.get('code') ?? '');
    grants.delete(body.get('code') ?? '');
    const challenge = createHash('sha256').update(body.get('code_verifier') ?? '');
    const fits =
      clientOf(request) === `${config.clientId}:${config.clientSecret}` &&
      grant?.challenge === challenge.digest('base64url') &&
      grant.redirect === body.get('redirect_uri');
    return fits ? { access_token: 'x', token_type: 'bearer', id_token: token(grant) } : undefined;
  }

  function token({ claims, nonce }: Grant): string {
    const iat = Math.floor(Date.now() / 1000);
    const usual = { iss: issuer, aud: config.clientId, iat, exp: iat + 60, nonce };
    const payload = { ...usual, ...claims, ...forged.changes };
    const content = `${json({ alg: 'RS256', kid: '1' })}.${json(payload)}`;
    const { privateKey } = forged.isForeignKey ? foreign : own;
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
  }

  return {
    config,
    async signIn(address, claims) {
      const { searchParams } = new URL(address);
      const code = randomBytes(16).toString('hex');
      grants.set(code, {
        claims,
        nonce: searchParams.get('nonce'),
        challenge: searchParams.get('code_challenge'),
        redirect: searchParams.get('redirect_uri'),
      });
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return back;
    },
    forge(changes, isForeignKey = false) {
      forged = { changes, isForeignKey };
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
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
