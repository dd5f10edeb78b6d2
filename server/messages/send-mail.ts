import { Readable } from 'node:stream';
import type { SMTPEnvelope } from 'nodemailer/lib/smtp-connection';
import type { MailConfig } from '../mail-config.ts';
import type { SendOutcome, WrittenMessage } from './written-message.ts';

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** One message over a connection of its own; nothing of it is kept or logged. */
export async function sendMail(
  config: MailConfig,
  to: string,
  { id, title, text }: WrittenMessage,
): Promise<SendOutcome> {
  const domain = config.from.replace(/^.*@|>$/g, '');
  // Loaded where mail is sent: few provinces have set it up, and each start would load it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from: config.from,
    to,
    replyTo: config.replyTo,
    subject: title,
    text,
    messageId: `<${id}@${domain}>`,
    // RFC 3834: no holiday notices to the province's mailbox.
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  const compiled = composer.compile();
  const envelope = compiled.getEnvelope();
  const content = await compiled.build();
  // The connection reads the content only after the server has asked for it: until then nothing was taken.
  let isHandedOver = false;
  const body = new Readable({
    read() {
      isHandedOver = true;
      this.push(content);
      this.push(null);
    },
  });
  try {
    const from = config.returnPath?.replaceAll('{{id}}', id) ?? (envelope.from || config.from);
    // RFC 3461, where the server offers it: failures alone are reported, under the id, without the text and its link.
    const dsn = { ret: 'HDRS', envid: id, notify: 'FAILURE' } as const;
    await transmit(config, { from, to: envelope.to, dsn }, body);
    return 'sent';
  } catch (error) {
    return outcomeOf(error as SmtpError, isHandedOver);
  }
}

/** The library's limits begin again with every line: a server that writes one now and then would be waited for without end. */
const SILENCES = 5;

async function transmit(config: MailConfig, envelope: SMTPEnvelope, body: Readable): Promise<void> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const milliseconds = config.timeoutSeconds * 1000;
  const connection = new SMTPConnection({
    host: config.host,
    port: config.port,
    secure: config.security === 'tls',
    requireTLS: config.security === 'starttls',
    ignoreTLS: config.security === 'none',
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
    logger: false,
  });
  return new Promise<void>((resolve, reject) => {
    const finish = (error?: Error | null) => {
      clearTimeout(deadline);
      if (error) reject(error);
      else resolve();
      connection.close();
    };
    const deadline = setTimeout(() => finish(new Error('too long')), milliseconds * SILENCES);
    const send = () => connection.send(envelope, body, (error) => finish(error));
    connection.on('error', finish);
    connection.connect((error) => {
      if (error) finish(error);
      else if (!config.user) send();
      else
        connection.login(
          { credentials: { user: config.user, pass: config.password ?? '' } },
          (refusal) => (refusal ? finish(refusal) : send()),
        );
    });
  });
}

/** RFC 5321, 4.2.1: 4yz is worth another try, 5yz of an address or a content is not. A refused password is the server's fault. */
function outcomeOf({ code, responseCode }: SmtpError, isHandedOver: boolean): SendOutcome {
  const isOfMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (responseCode !== undefined) return responseCode >= 500 && isOfMessage ? 'refused' : 'again';
  return isHandedOver ? 'unclear' : 'again';
}
