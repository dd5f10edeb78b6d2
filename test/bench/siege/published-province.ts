import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The demonstration's province, from the counters' file to the public page. */
export async function makeProvince(settings: Readonly<Record<string, string>>): Promise<void> {
  const program = join(import.meta.dirname, 'make-province.ts');
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    PUBLIC_URL: 'http://localhost:3000',
    ...settings,
  };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the province was not made');
}

export async function publishedIn(port: number): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/published`);
  const { campaigns } = (await reply.json()) as {
    campaigns: { campaignId: string; publishedAt: string | null }[];
  };
  return campaigns.find(({ publishedAt }) => publishedAt !== null)!.campaignId;
}
