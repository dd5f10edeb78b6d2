import { render } from 'preact';
import vi from '../locales/published.vi.json' with { type: 'json' };
import '../tokens.css';
import '../ui/controls.css';
import '../ui/tables.css';
import '../ui/plots.css';
import './published.css';
import { Published, pageOf } from './Published.tsx';
import { parseAddress } from './page/addresses.ts';
import { speak, startTexts } from './page/texts.ts';

startTexts(vi);
const root = document.getElementById('published');
const address = parseAddress(location.pathname);
async function show(): Promise<void> {
  const page = await pageOf(address);
  if (root) render(<Published address={address}>{page}</Published>, root);
}
if (location.search === '?en') speak('en').then(show);
else show();
