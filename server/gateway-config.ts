import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** When, how fast and how often anything is sent. */
export const SENDING_TERMS = {
  perSecond: z.number().positive().max(100).default(5),
  attempts: z.int().min(1).max(20).default(8),
  /** Before the second attempt; it doubles with each. */
  retrySeconds: z.number().min(0).max(3600).default(30),
  timeoutSeconds: z.number().positive().max(120).default(20),
  /** Messages go out between these hours of Vietnam's clock. */
  hours: z.tuple([z.int().min(0).max(23), z.int().min(1).max(24)]).default([8, 20]),
  /** Delivery reports to `/api/gateway/reports` bring it. */
  reportSecret: z.string().min(16).optional(),
};
const SendingTerms = z.object({ ...SENDING_TERMS, dropsRepeats: z.boolean() });
export type SendingTerms = Readonly<z.output<typeof SendingTerms>>;

/**
 * How the province's sender takes a message: one request, with `{{phone}}`, `{{text}}` and `{{id}}` where its
 * values go. The file holds the sender's secrets; nothing of it is stored in the database or logged.
 */
const Gateway = z.object({
  url: z.url({ protocol: /^https?$/ }),
  method: z.enum(['POST', 'PUT']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string(),
  /** `84912345678`, `+84912345678` or `0912345678`. */
  phone: z.enum(['84', '+84', '0']).default('84'),
  ...SENDING_TERMS,
  /** Whether the sender drops a second request with the same `{{id}}`; without it a request whose reply was lost is never repeated. */
  dropsRepeats: z.boolean(),
});
export type GatewayConfig = Readonly<z.output<typeof Gateway>>;

export const readGateway = (path: string): GatewayConfig | ConfigFault =>
  readConfigFile(Gateway, path);

export interface ConfigFault {
  readonly fault: string;
}

/** The parsed file, or the fault in it, which names no value. */
export function readConfigFile<T extends z.ZodType>(
  schema: T,
  path: string,
): Readonly<z.output<T>> | ConfigFault {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { fault: unreadable((error as NodeJS.ErrnoException).code) };
  }
  const read = schema.safeParse(written);
  if (read.success) return Object.freeze(read.data);
  const places = read.error.issues.map(({ path: place }) => place.join('.'));
  const wrong = places.join(', ') || '{…}';
  return {
    fault: `thiếu hoặc sai ${wrong} (xem README, bảng cài đặt). / missing or wrong: ${wrong} (see README, table of settings).`,
  };
}

function unreadable(code: string | undefined): string {
  if (code === 'ENOENT') return 'không có tệp này. / there is no such file.';
  if (code === undefined) return 'không phải JSON. / is not JSON.';
  return `tài khoản chạy máy chủ không đọc được tệp này (${code}). / the server’s account cannot read this file (${code}).`;
}
