import type { GatewayConfig } from '../gateway-config.ts';
import type { SendOutcome } from './written-message.ts';

export interface OutgoingMessage {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
}

/** One request to the province's sender; nothing of it is kept or logged. */
export async function sendToGateway(
  gateway: GatewayConfig,
  message: OutgoingMessage,
): Promise<SendOutcome> {
  const { url, method, headers, body, timeoutSeconds } = gateway;
  const values = { ...message, phone: writtenPhone(message.phone, gateway.phone) };
  const filledHeaders = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    filled(value, values, (text) => text.replaceAll(/[^\x20-\x7E]/g, '')),
  ]);
  const contentType = new Headers(filledHeaders).get('content-type') ?? 'application/json';
  try {
    const reply = await fetch(filled(url, values, encodeURIComponent), {
      method,
      headers: [['content-type', contentType], ...filledHeaders],
      body: filled(body, values, escapeFor(contentType)),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    await reply.body?.cancel();
    return outcomeOf(reply.status);
  } catch (error) {
    return isUnsent(error) ? 'again' : 'unclear';
  }
}

function outcomeOf(status: number): SendOutcome {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 408 || status === 429 || status === 503) return 'again';
  return status >= 500 ? 'unclear' : 'refused';
}

/** No connection was made, so nothing was taken. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const isUnsent = (error: unknown): boolean => {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  return code !== undefined && NOT_CONNECTED.includes(code);
};

const filled = (
  template: string,
  values: OutgoingMessage,
  escapeValue: (text: string) => string,
): string =>
  template.replaceAll(/\{\{(phone|text|id)\}\}/g, (_, name: keyof OutgoingMessage) =>
    escapeValue(values[name]),
  );

const escapeFor = (contentType: string) => (text: string) => {
  if (contentType.includes('x-www-form-urlencoded')) return encodeURIComponent(text);
  if (contentType.includes('xml'))
    return text.replaceAll(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return contentType.includes('json') ? JSON.stringify(text).slice(1, -1) : text;
};

const writtenPhone = (phone: string, form: GatewayConfig['phone']): string =>
  phone.replace(/^(?:\+?84|0)/, form);
