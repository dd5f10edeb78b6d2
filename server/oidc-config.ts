import * as z from 'zod';
import type { ConfigFault } from './gateway-config.ts';
import { readConfigFile } from './gateway-config.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The province's own sign-in (OpenID Connect). The file holds its secret; nothing of it is stored in the database or logged. */
const Oidc = z.object({
  issuer: z.url({ protocol: /^https?$/ }).refine((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || LOOPBACK.includes(hostname);
  }, 'https, except on this machine'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(16),
  /** As people call it: it is on the button. */
  name: z.string().min(1).max(60),
});
export type OidcConfig = Readonly<z.output<typeof Oidc>>;

export const readOidc = (path: string): OidcConfig | ConfigFault => readConfigFile(Oidc, path);
