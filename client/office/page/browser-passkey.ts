import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { Replied, Sent } from '#contract/endpoint.ts';
import type {
  addPasskey,
  askForPasskey,
  preparePasskey,
  signInWithPasskey,
} from '#contract/passkeys.ts';
import { Refusal } from '../../api.ts';

/** Loaded when somebody presses the button: others read their screens without it. */
const webAuthn = () => import('@simplewebauthn/browser');

const canUsePasskeys = (): boolean => typeof PublicKeyCredential !== 'undefined';

export async function makePasskey(
  options: Replied<typeof preparePasskey>,
): Promise<Sent<typeof addPasskey>['body']['passkey']> {
  const { startRegistration } = await webAuthn();
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  const { id, rawId, type, response } = await startRegistration({ optionsJSON }).catch(refuse);
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, rawId, type, response: { clientDataJSON, attestationObject, transports } };
}

export async function answerByPasskey(
  options: Replied<typeof askForPasskey>,
): Promise<Sent<typeof signInWithPasskey>['body']> {
  const { startAuthentication } = await webAuthn();
  const optionsJSON: PublicKeyCredentialRequestOptionsJSON = options;
  const { id, rawId, type, response } = await startAuthentication({ optionsJSON }).catch(refuse);
  const { clientDataJSON, authenticatorData, signature } = response;
  return { id, rawId, type, response: { clientDataJSON, authenticatorData, signature } };
}

/** The person pressed “cancel”, waited too long, has no passkey here, or has one already. */
function refuse(): never {
  throw new Refusal(0, { code: canUsePasskeys() ? 'passkey_cancelled' : 'passkey_unsupported' });
}
