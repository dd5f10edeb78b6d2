/**
 * `localhost` is this machine, whatever the system knows of it (RFC 6761, 6.3): a root made by debootstrap has no /etc/hosts. A
 * browser holds to that by itself and calls it a secure context; what asks beside it from here does now, too.
 */
import dns from 'node:dns';

const LOOPBACK = { address: '127.0.0.1', family: 4 } as const;
type Options = { readonly all?: boolean } | number | undefined;

const found = (options: Options) =>
  typeof options === 'object' && options.all ? [LOOPBACK] : LOOPBACK;

const { lookup } = dns;
const lookUp = dns.promises.lookup;

dns.lookup = Object.assign((host: string, ...rest: unknown[]) => {
  if (host !== 'localhost') return Reflect.apply(lookup, dns, [host, ...rest]);
  const done = rest.at(-1) as (...reply: unknown[]) => void;
  const reply = found(rest.length > 1 ? (rest[0] as Options) : undefined);
  setImmediate(() =>
    'address' in reply ? done(null, reply.address, reply.family) : done(null, reply),
  );
}, lookup) as typeof lookup;

dns.promises.lookup = (async (host: string, options?: Options) =>
  host === 'localhost' ? found(options) : lookUp(host, options as object)) as typeof lookUp;
