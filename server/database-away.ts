/** SQLSTATE 08: connection exception; 57P: the server ends or starts; 53300: it takes no more connections. */
const SQLSTATES = /^(?:08...|57P..|53300)$/;
const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
];
const CALLS = ['connect', 'read', 'write', 'getaddrinfo'];
/** What pg says of a connection without a code. */
const SAYINGS = [
  'Connection terminated unexpectedly',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout expired',
];

/** PostgreSQL cannot be reached, or ended the connection in the middle: it may be there again in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, severity, syscall, message, errors } = (error ?? {}) as Fault;
  if (severity === 'FATAL' || SQLSTATES.test(String(code)) || SAYINGS.includes(String(message)))
    return true;
  // A name with several addresses fails at each of them (Happy Eyeballs, RFC 8305).
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isDatabaseAway);
  // A file that is not there has the same code, by another call.
  return NETWORK.includes(String(code)) && CALLS.includes(String(syscall));
}

interface Fault {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
}
