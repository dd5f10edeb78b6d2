import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { MailConfig } from '../server/mail-config.ts';

export interface TakenMail {
  readonly id: string;
  readonly to: string;
  /** Where notices of what could not be delivered go. */
  readonly returnPath: string;
  readonly content: string;
}

/** What happens to the nth message: taken and answered, or a fault before or after it was taken. */
export type MailFault = 'none' | 'cut_before' | 'cut_after' | 'busy' | 'greylist' | 'refuse';

export interface MailServer {
  readonly config: MailConfig;
  /** Messages that the server took, in order; a repeat would be there twice. */
  readonly taken: readonly TakenMail[];
  readonly tries: () => number;
  close(): Promise<void>;
}

const failure = (responseCode: number) => Object.assign(new Error('not taken'), { responseCode });

/** A province's mail server: asks for a password, and takes each message that it has not refused. */
export async function openMailServer(
  faultOf: (message: number, to: string) => MailFault = () => 'none',
  changes: Partial<MailConfig> = {},
): Promise<MailServer> {
  const taken: TakenMail[] = [];
  let tries = 0;
  const faults = new Map<string, MailFault>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    authMethods: ['PLAIN'],
    onAuth({ username, password }, _, done) {
      const isKnown = username === 'khaosat' && password === 'mail-secret-0123456789';
      return isKnown ? done(null, { user: username }) : done(failure(535));
    },
    onRcptTo({ address }, session, done) {
      tries += 1;
      const fault = faultOf(tries, address);
      faults.set(session.id, fault);
      if (fault === 'refuse') return done(failure(550));
      if (fault === 'greylist') return done(failure(451));
      if (fault === 'cut_before') return cut(session.id);
      return done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const fault = faults.get(session.id);
        if (fault === 'busy') return done(failure(452));
        const content = Buffer.concat(chunks).toString('utf8');
        const id = /^Message-ID: <([^@]+)@/im.exec(content)?.[1] ?? '';
        const { mailFrom, rcptTo } = session.envelope;
        const returnPath = mailFrom ? mailFrom.address : '';
        taken.push({ id, to: rcptTo[0]?.address ?? '', returnPath, content });
        return fault === 'cut_after' ? cut(session.id) : done();
      });
    },
  });
  const cut = (sessionId: string) => {
    for (const connection of server.connections)
      if (connection.id === sessionId) connection._socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    taken,
    tries: () => tries,
    config: {
      host: '127.0.0.1',
      port,
      security: 'none',
      user: 'khaosat',
      password: 'mail-secret-0123456789',
      from: 'Sở Nội vụ <khaosat@thainguyen.gov.vn>',
      perSecond: 100,
      dropsRepeats: false,
      attempts: 8,
      retrySeconds: 0,
      timeoutSeconds: 5,
      hours: [8, 20],
      ...changes,
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** What a mail server writes to the return path about a message that it took (RFC 3464, appendix A). */
export function noticeOf(mail: TakenMail, action: 'failed' | 'delayed' = 'failed'): string {
  const [head = ''] = mail.content.split('\r\n\r\n');
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.com (Mail Delivery System)',
    `To: ${mail.returnPath}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    'Message-Id: <20261121030000.4F8D21A2B3@mx.example.com>',
    '',
    '--part',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `<${mail.to}>: 550 5.1.1 User unknown`,
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    `Final-Recipient: rfc822; ${mail.to}`,
    `Action: ${action}`,
    `Status: ${action === 'failed' ? '5.1.1' : '4.4.1'}`,
    '--part',
    'Content-Type: text/rfc822-headers',
    '',
    head,
    '--part--',
    '',
  ].join('\r\n');
}
