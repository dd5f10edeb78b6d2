import type { FastifyReply } from 'fastify';
import { openText, sealText } from '../db/sealed-text.ts';
import type { Deps } from '../deps.ts';
import { openId, providerOf } from './oidc.ts';

export const PROVIDER_COOKIE = 'provider';
export const PROVIDER_PATH = '/api/session';
/** A browser keeps 4,096 bytes with name and attributes. */
const MOST_CHARACTERS = 3800;

/** The token by which the provider knows whose session ends, sealed into the browser's cookie: the server stores none. */
export function keepForLeaving(
  { secrets, config }: Deps,
  reply: FastifyReply,
  idToken: string,
): void {
  const sealed = (text: string) => sealText(secrets.keyFor('oidc'), text).toString('base64url');
  const whole = sealed(idToken);
  reply.setCookie(PROVIDER_COOKIE, whole.length > MOST_CHARACTERS ? sealed('') : whole, {
    path: PROVIDER_PATH,
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl.startsWith('https:'),
  });
}

/**
 * OpenID Connect RP-Initiated Logout 1.0, where the provider offers it. At a computer that several people use, the next
 * one would otherwise enter as the one before by a press on the button. What fails here ends the own session all the same.
 */
export async function endAtProvider(
  { config, secrets }: Deps,
  cookie: string | undefined,
): Promise<string | null> {
  if (!config.oidc || !cookie) return null;
  try {
    const idToken = openText(secrets.keyFor('oidc'), Buffer.from(cookie, 'base64url'));
    const provider = await providerOf(config.oidc);
    if (!provider.serverMetadata().end_session_endpoint) return null;
    const { buildEndSessionUrl } = await openId();
    const address = buildEndSessionUrl(provider, {
      post_logout_redirect_uri: `${config.publicUrl}/quan-tri`,
      ...(idToken && { id_token_hint: idToken }),
    });
    return address.href;
  } catch {
    return null;
  }
}
