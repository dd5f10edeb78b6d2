import { openInvitation } from '#contract/opening.ts';
import type { Answers } from './answers.ts';
import { answersOf } from './answers.ts';
import { Caller } from './caller.ts';
import type { Citizen, Fieldwork } from './citizens.ts';

/** A screen of the questionnaire, and some to spare: one that comes again and again has lost its way. */
const MOST_SCREENS = 40;
/** The radio button for not answering. */
const NOT_ANSWERED = 'none';

/** A browser without scripts goes through the forms as the server sends them, from the start to the receipt. */
export async function answerWithoutScripts(
  { address, satisfactionShift }: Fieldwork,
  citizen: Citizen,
): Promise<void> {
  const { token } = citizen;
  const asked = await new Caller(address).call(openInvitation, { body: { token } });
  const answers = answersOf(asked.questionnaire, citizen, satisfactionShift);
  const browser = plainBrowser(address);
  let screen = await browser.post(`/${token}/bat-dau`, []);
  for (let screens = 0; !screen.path.endsWith('/xem-lai'); screens += 1) {
    if (screens === MOST_SCREENS) throw new Error(`no way on from ${screen.path}`);
    screen = await browser.post(screen.path, fieldsOn(screen.markup, answers));
  }
  const end = await browser.post(`/${token}/gui`, []);
  if (!end.path.endsWith('/bien-nhan')) throw new Error(`no receipt on ${end.path}`);
}

function fieldsOn(markup: string, answers: Answers): [string, string][] {
  const names = new Set(Array.from(markup.matchAll(/name="([^":]+)"/g), ([, name]) => name!));
  return Object.entries(answers)
    .filter(([code]) => names.has(code))
    .flatMap(([code, value]): [string, string][] => {
      if (typeof value === 'string') return [[code, value]];
      if (!Array.isArray(value)) return [[code, String(value ?? NOT_ANSWERED)]];
      return value.length > 0 ? value.map((each) => [code, String(each)]) : [[code, NOT_ANSWERED]];
    });
}

interface Screen {
  readonly path: string;
  readonly markup: string;
}

function plainBrowser(address: string) {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Screen> => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const reply = await fetch(`${address}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { cookie },
    });
    for (const set of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const next = reply.headers.get('location');
    if (next) return ask(next.replace(/#.*/, ''));
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    return { path: path.replace(/\?.*/, ''), markup: await reply.text() };
  };
  const post = (path: string, fields: [string, string][]) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  return { post };
}
