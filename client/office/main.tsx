import { render } from 'preact';
import en from '../locales/office.en.json';
import vi from '../locales/office.vi.json';
import { startTexts } from './page/texts.ts';
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

startTexts(vi, en, localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'vi');
followLinks();
const root = document.getElementById('office');
if (root) {
  const session = createSession();
  session.resume();
  shareLeaving(session);
  render(
    <Office
      session={session}
      onLanguage={(language) => localStorage.setItem(LANGUAGE_KEY, language)}
    />,
    root,
  );
}
