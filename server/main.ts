import { build } from './build-client.ts';
import { readConfig } from './config.ts';
import { runServer } from './run-server.ts';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Run this through npm (npm start): it brings Node 24 along.');
  process.exit(1);
}

await runServer(async () => {
  const config = readConfig(process.env);
  await build();
  // Loaded once the settings are known to make sense: a refusal is there at once.
  const { start } = await import('./start.ts');
  const { publicUrl } = config;
  return {
    server: await start(config),
    greeting: `Khảo sát hài lòng: ${publicUrl}  (văn phòng / office: ${publicUrl}/quan-tri)`,
  };
});
