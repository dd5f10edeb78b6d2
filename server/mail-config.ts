import * as z from 'zod';
import type { ConfigFault } from './gateway-config.ts';
import { readConfigFile, SENDING_TERMS } from './gateway-config.ts';

/** The province's mail server. The file holds its password; nothing of it is stored in the database or logged. */
const Mail = z.object({
  host: z.string().min(1),
  port: z.int().min(1).max(65535).default(587),
  /** `none` is for a relay on the server's own machine. */
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  /** `Sở Nội vụ <khaosat@tinh.gov.vn>`. */
  from: z.string().regex(/^[^@]*@[^\s@>]+>?$/),
  replyTo: z.string().min(3).optional(),
  /** Where notices of undelivered messages go, if not to `from`; `{{id}}` is the message's random id (`thu-tra+{{id}}@tinh.gov.vn`). */
  returnPath: z
    .string()
    .regex(/^[^\s@<>]+@[^\s@<>]+$/)
    .optional(),
  ...SENDING_TERMS,
  /** SMTP has no key by which a repeat is dropped (RFC 5321, 4.5.3.2.6), so a lost reply is never followed by one. */
  dropsRepeats: z.literal(false).default(false),
});
export type MailConfig = Readonly<z.output<typeof Mail>>;

export const readMailServer = (path: string): MailConfig | ConfigFault =>
  readConfigFile(Mail, path);
