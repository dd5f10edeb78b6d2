import type { Configuration, IDToken } from 'openid-client';
import { openText, sealText } from '../db/sealed-text.ts';
import type { Deps } from '../deps.ts';
import type { OidcConfig } from '../oidc-config.ts';
import { problem } from '../problem.ts';

const MINUTES = 10;
const RETURN_PATH = '/quan-tri/oidc';
/** Loaded at the first sign-in of this kind. */
export const openId = () => import('openid-client');

const discovered = new WeakMap<OidcConfig, Promise<Configuration>>();

/** The provider's metadata, read once; a failure is tried again at the next sign-in. */
export async function providerOf(config: OidcConfig): Promise<Configuration> {
  let provider = discovered.get(config);
  if (!provider) {
    provider = discover(config);
    discovered.set(config, provider);
    provider.catch(() => discovered.delete(config));
  }
  return provider;
}

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const library = await openId();
  const execute = [
    // The token's signature is checked, although it comes from the provider itself.
    library.enableNonRepudiationChecks,
    ...(issuer.startsWith('http:') ? [library.allowInsecureRequests] : []),
  ];
  // RFC 6749, 2.3.1: what every provider must take.
  const authentication = library.ClientSecretBasic(clientSecret);
  const options = { execute, timeout: 10 };
  return library.discovery(new URL(issuer), clientId, clientSecret, authentication, options);
}

const configured = ({ config }: Pick<Deps, 'config'>): OidcConfig => {
  if (!config.oidc) throw problem('oidc_not_set');
  return config.oidc;
};

interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly until: number;
}

/** Code flow with PKCE. What must come back is sealed into the browser's cookie: strangers leave no row. */
export async function beginOidc(deps: Deps): Promise<{ address: string; begun: string }> {
  const oidc = configured(deps);
  const library = await openId();
  const provider = await providerOf(oidc).catch(() => {
    throw problem('oidc_unreachable');
  });
  const begun: Begun = {
    state: library.randomState(),
    nonce: library.randomNonce(),
    verifier: library.randomPKCECodeVerifier(),
    until: deps.now().getTime() + MINUTES * 60_000,
  };
  const address = library.buildAuthorizationUrl(provider, {
    redirect_uri: `${deps.config.publicUrl}${RETURN_PATH}`,
    scope: 'openid email',
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await library.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  });
  const sealed = sealText(deps.secrets.keyFor('oidc'), JSON.stringify(begun));
  return { address: address.href, begun: sealed.toString('base64url') };
}

/** Who signed in at the provider. State, nonce, issuer, audience, expiry and signature are checked by the library. */
export async function finishOidc(
  deps: Deps,
  cookie: string | undefined,
  query: string,
): Promise<{ claims: IDToken; idToken: string }> {
  const oidc = configured(deps);
  const begun = openBegun(deps, cookie);
  const { authorizationCodeGrant, ClientError } = await openId();
  const address = new URL(`${deps.config.publicUrl}${RETURN_PATH}`);
  address.search = query;
  try {
    const tokens = await authorizationCodeGrant(await providerOf(oidc), address, {
      pkceCodeVerifier: begun.verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims && tokens.id_token) return { claims, idToken: tokens.id_token };
  } catch (error) {
    if (error instanceof TypeError && !(error instanceof ClientError))
      throw problem('oidc_unreachable');
  }
  throw problem('oidc_refused');
}

function openBegun({ secrets, now }: Deps, cookie: string | undefined): Begun {
  try {
    const sealed = Buffer.from(cookie ?? '', 'base64url');
    const begun = JSON.parse(openText(secrets.keyFor('oidc'), sealed)) as Begun;
    if (begun.until > now().getTime()) return begun;
  } catch {
    // Another server's cookie, or none.
  }
  throw problem('oidc_refused');
}
