// Truth: RFC 5321, 4.2.1: a reply may have any number of lines, `250-` before the last; 4.5.3.2.6: a lost reply is not followed by a repeat.
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { MailConfig } from '../../../server/mail-config.ts';
import { sendMail } from '../../../server/messages/send-mail.ts';

let server: Server;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => server.close(done));
});

/** Answers each command at once until the one that it never ends to answer. */
async function openDripping(step: 'greeting' | 'content'): Promise<number> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const drip = (code: number) => {
      const timer = setInterval(() => socket.write(`${code}-wait\r\n`), 10);
      socket.on('close', () => clearInterval(timer));
    };
    if (step === 'greeting') return drip(220);
    socket.write('220 ready\r\n');
    socket.on('data', (bytes) => {
      const text = bytes.toString();
      if (text.endsWith('\r\n.\r\n')) drip(250);
      else socket.write(text.startsWith('DATA') ? '354 begin\r\n' : '250 ok\r\n');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

test.each([
  ['greeting', 'again'],
  ['content', 'unclear'],
] as const)('a mail server that never ends its %s is left: %s', async (step, outcome) => {
  const config: MailConfig = {
    host: '127.0.0.1',
    port: await openDripping(step),
    security: 'none',
    from: 'Sở Nội vụ <khaosat@thainguyen.gov.vn>',
    perSecond: 1,
    dropsRepeats: false,
    attempts: 1,
    retrySeconds: 0,
    timeoutSeconds: 0.1,
    hours: [8, 20],
  };
  const message = { id: 'a1', title: 'Mời trả lời', text: 'Mời Ông/Bà cho ý kiến.' };
  expect(await sendMail(config, 'an@example.com', message)).toBe(outcome);
});
