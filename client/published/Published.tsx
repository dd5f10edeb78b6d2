import type { ComponentChildren, VNode } from 'preact';
import { language, t } from '../i18n.ts';
import { CampaignList } from './CampaignList.tsx';
import type { Address } from './page/addresses.ts';
import { speak } from './page/texts.ts';
import { ResultsPage } from './results/ResultsPage.tsx';

/** No sign-in, no cookie, nothing from elsewhere: what anyone may see and check. */
export function Published(props: {
  readonly address: Address;
  readonly children: ComponentChildren;
}) {
  const { address, children } = props;
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
        {children}
      </main>
    </>
  );
}

/** Who reads results does not load an agency's page, nor what checks a draw. */
export async function pageOf(address: Address): Promise<VNode> {
  switch (address.kind) {
    case 'campaigns':
      return <CampaignList />;
    case 'results':
      return <ResultsPage campaignId={address.campaignId} />;
    case 'agency': {
      const { AgencyPage } = await import('./results/AgencyPage.tsx');
      return <AgencyPage campaignId={address.campaignId} agencyCode={address.agencyCode} />;
    }
    case 'check': {
      const { CheckPage } = await import('./verify/CheckPage.tsx');
      return <CheckPage />;
    }
    case 'draw': {
      const { DrawPage } = await import('./verify/DrawPage.tsx');
      return <DrawPage campaignId={address.campaignId} />;
    }
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
