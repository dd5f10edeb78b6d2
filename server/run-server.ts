import { failureText } from './failure-text.ts';
import type { Server } from './start.ts';

interface Started {
  readonly server: Server;
  readonly greeting: string;
}

/** A program that serves until a signal ends it, and says what its administrator has to know. */
export async function runServer(begin: () => Promise<Started>): Promise<void> {
  try {
    const { server, greeting } = await begin();
    console.log(greeting);
    for (const line of server.notices) console.log(line);
    const stop = async () => {
      await server.stop();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    console.error(failureText(error));
    process.exit(1);
  }
}
