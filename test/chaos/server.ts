// The platform as `npm start` runs it, on a clock that may be ahead: a campaign is open on it whatever
// day the machine believes it is.
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/start.ts';

const ahead = Number(process.env.CLOCK_AHEAD);
const server = await start(readConfig(process.env), () => new Date(Date.now() + ahead));
process.once('SIGTERM', () => server.stop().then(() => process.exit(0)));
console.log('ready');
