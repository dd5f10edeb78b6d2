import { render } from 'preact';
import { startTexts } from '../i18n.ts';
import en from '../locales/published.en.json' with { type: 'json' };
import vi from '../locales/published.vi.json' with { type: 'json' };
import '../tokens.css';
import '../ui/controls.css';
import '../ui/tables.css';
import '../ui/plots.css';
import './published.css';
import { Published } from './Published.tsx';
import { parseAddress } from './page/addresses.ts';

startTexts(vi, en, location.search === '?en' ? 'en' : 'vi');
const root = document.getElementById('published');
if (root) render(<Published address={parseAddress(location.pathname)} />, root);
