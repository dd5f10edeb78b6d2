import { render } from 'preact';
import type { Language } from '../i18n.ts';
import vi from '../locales/office.vi.json';
import { speak, startTexts } from './page/texts.ts';
import '../tokens.css';
import '../ui/fonts.css';
import '../ui/controls.css';
import '../ui/tables.css';
import '../ui/plots.css';
import './office.css';
import './samples/wall.css';
import './screens.css';
import './print.css';
import { followLinks } from './page/router.ts';
import { createSession } from './page/session.ts';
import { shareLeaving } from './page/share-leaving.ts';
import { Office } from './shell/Office.tsx';

const LANGUAGE_KEY = 'office.language';

startTexts(vi);
followLinks();
const root = document.getElementById('office');
const session = createSession();
session.resume();
shareLeaving(session);
function show() {
  const remember = (language: Language) => localStorage.setItem(LANGUAGE_KEY, language);
  if (root) render(<Office session={session} onLanguage={remember} />, root);
}
if (localStorage.getItem(LANGUAGE_KEY) === 'en') speak('en').then(show);
else show();
