import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** The network that a request comes from. */
export const networkOf = ({ ip }: FastifyRequest): string => networkOfAddress(ip);

/**
 * The same for each way in which an address may be written: a subscriber has a whole /64 of IPv6, its first four groups; an
 * address of IPv4 is itself, also within IPv6. Some proxies write the port behind.
 */
export function networkOfAddress(address: string): string {
  const bare = address
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '');
  if (!isIPv6(bare)) return bare;
  const groups = groupsOf(bare);
  const [high = 0, low = 0] = groups.slice(6);
  // RFC 4291 §2.5.5.2.
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** All eight: an address of a URL is written in one way, of lower-case groups alone and without leading zeros (RFC 5952). */
function groupsOf(address: string): number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = [], after = []] = written
    .split('::')
    .map((part) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : []));
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after];
}
