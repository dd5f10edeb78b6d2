import { language, t } from '../i18n.ts';
import { CampaignList } from './CampaignList.tsx';
import type { Address } from './page/addresses.ts';
import { speak } from './page/speak.ts';
import { AgencyPage } from './results/AgencyPage.tsx';
import { ResultsPage } from './results/ResultsPage.tsx';
import { CheckPage } from './verify/CheckPage.tsx';
import { DrawPage } from './verify/DrawPage.tsx';

/** No sign-in, no cookie, nothing from elsewhere: what anyone may see and check. */
export function Published({ address }: { readonly address: Address }) {
  return (
    <>
      <a class="skip" href="#main">
        {t('menu.skip')}
      </a>
      <header class="band">
        <p class="product">{t('product')}</p>
        <nav aria-label={t('menu.label')}>
          <a href="/ket-qua" aria-current={address.kind === 'campaigns' ? 'page' : undefined}>
            {t('menu.results')}
          </a>
          <a href="/kiem-tra" aria-current={address.kind === 'check' ? 'page' : undefined}>
            {t('menu.check')}
          </a>
          <OtherLanguage />
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <Page address={address} />
      </main>
    </>
  );
}

function Page({ address }: { readonly address: Address }) {
  switch (address.kind) {
    case 'campaigns':
      return <CampaignList />;
    case 'results':
      return <ResultsPage campaignId={address.campaignId} />;
    case 'agency':
      return <AgencyPage campaignId={address.campaignId} agencyCode={address.agencyCode} />;
    case 'check':
      return <CheckPage />;
    case 'draw':
      return <DrawPage campaignId={address.campaignId} />;
  }
}

function OtherLanguage() {
  const other = language.value === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" class="button" data-plain lang={other} onClick={() => speak(other)}>
      {t('menu.language')}
    </button>
  );
}
