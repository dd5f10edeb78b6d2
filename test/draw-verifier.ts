import { createHash, createHmac } from 'node:crypto';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const rows = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

/**
 * The third-party verifier of SIPAS-DRAW/1, line by line from the Python one of the specification and
 * sharing no code with the platform: the lines that the published sample must have.
 */
export function expectedSample(seed: string, frame: string, plan: string): string {
  const head = Object.fromEntries(
    seed
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split('=')),
  );
  if (!seed.startsWith('SIPAS-DRAW/1\n')) throw new Error('unknown version');
  if (head.frame !== sha(frame)) throw new Error('frame file is not the committed one');
  if (head.plan !== sha(plan)) throw new Error('plan file is not the committed one');
  const key = createHash('sha256').update(seed).digest();
  const strata = new Map<string, [ticket: string, agency: string][]>();
  for (const [agency = '', stratum = ''] of rows(frame)) {
    const ticket = createHmac('sha256', key).update(`ticket|${agency}`).digest('hex');
    strata.set(stratum, [...(strata.get(stratum) ?? []), [ticket, agency]]);
  }
  const lines = rows(plan).flatMap(([stratum = '', N, n, reserves]) => {
    const agencies = (strata.get(stratum) ?? []).sort(([a], [b]) => (a < b ? -1 : 1));
    if (agencies.length !== Number(N)) throw new Error(`plan does not fit the frame in ${stratum}`);
    strata.delete(stratum);
    return agencies.slice(0, Number(n) + Number(reserves)).map(([ticket, agency], i) => {
      const role = i < Number(n) ? 'sample' : 'reserve';
      return `${[stratum, i + 1, role, agency, ticket].join('\t')}\n`;
    });
  });
  if (strata.size > 0) throw new Error('strata missing from plan');
  return lines.join('');
}
