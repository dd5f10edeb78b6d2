import { build } from './build-client.ts';
import { readConfig } from './config.ts';
import { failureText } from './failure-text.ts';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Run this through npm (npm start): it brings Node 24 along.');
  process.exit(1);
}

try {
  const config = readConfig(process.env);
  await build();
  // Loaded once the settings are known to make sense: a refusal is there at once.
  const { start } = await import('./start.ts');
  const server = await start(config);
  console.log(
    `Khảo sát hài lòng: ${config.publicUrl}  (văn phòng / office: ${config.publicUrl}/quan-tri)`,
  );
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
