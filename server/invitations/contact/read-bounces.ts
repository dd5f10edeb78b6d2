/** Of a notice, what is read: reports come before what is returned. */
const LONGEST_NOTICE = 1_000_000;
/** Where a mailbox in one file (RFC 4155) begins its next message. */
const MESSAGE_START = /^From \S.*\d{4}\r?$/m;
/** RFC 3464, 2.3.3: a failure is final; `delayed` and `relayed` are not, and a holiday notice has no such line. */
const FAILED = /^Action:[ \t]*failed\b/im;
const MESSAGE_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

export interface Bounces {
  /** What may be ids of messages that came back; also ids that other servers gave. */
  readonly ids: readonly string[];
  readonly failures: number;
  /** Messages that report no failure: replies of people, holiday notices, delays. */
  readonly others: number;
}

/**
 * Reads mail servers' notices of messages that they took and could not deliver (RFC 3464), saved as `.eml` or as one
 * mailbox. The message's random id comes back in the Message-ID of the returned headers, in the Original-Envelope-Id
 * or in the return path; no address of a person is read.
 */
export function readBounces(text: string): Bounces {
  const messages = text
    .split(MESSAGE_START)
    .map((message) => message.slice(0, LONGEST_NOTICE))
    .filter((message) => message.trim() !== '');
  const failures = messages.filter((message) => FAILED.test(message));
  const ids = failures.flatMap((message) => message.match(MESSAGE_ID) ?? []);
  return {
    ids: [...new Set(ids.map((id) => id.toLowerCase()))],
    failures: failures.length,
    others: messages.length - failures.length,
  };
}
