import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import { addressOf, Refusal } from '../../api.ts';

/** How much of a file is on its way, in bytes. */
export type OnSent = (sent: number, total: number) => void;

/** The same as `call` for a large file: only this older way tells how far the sending has come. */
export function sendFile<E extends Endpoint>(
  endpoint: E,
  input: Sent<E>,
  file: Blob,
  onSent: OnSent,
): Promise<Replied<E>> {
  const { params, query } = input as { params?: object; query?: object };
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, addressOf(endpoint.path, params, query));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onSent(loaded, total);
    request.onerror = () => reject(new TypeError('network'));
    request.onload = () => {
      try {
        resolve(replyOf(endpoint, request));
      } catch (error) {
        reject(error);
      }
    };
    request.send(file);
  });
}

function replyOf<E extends Endpoint>(endpoint: E, request: XMLHttpRequest): Replied<E> {
  const { status } = request;
  const type = request.getResponseHeader('content-type');
  if (!type?.includes('json')) {
    throw status < 400
      ? new TypeError('not the server')
      : new Refusal(status, { code: 'internal' });
  }
  const reply = JSON.parse(request.responseText);
  if (status >= 400) throw new Refusal(status, reply);
  return endpoint.reply?.parse(reply) as Replied<E>;
}
