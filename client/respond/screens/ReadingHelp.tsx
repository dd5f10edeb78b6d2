import { useSignal } from '@preact/signals';
import type { LanguagePack } from '#contract/languages.ts';
import { listLanguages } from '../calls.ts';
import { chooseLanguage, isLarge } from '../preferences.ts';
import type { BuiltIn } from '../texts.ts';
import { language, NAMES, t } from '../texts.ts';

type Named = Pick<LanguagePack, 'language' | 'name'>;

/** Larger letters, another language. */
export function ReadingHelp() {
  const offered = useSignal<readonly Named[] | undefined>(undefined);
  const isOpen = useSignal(false);
  const isUnheard = useSignal(false);
  const other: BuiltIn = language.value === 'vi' ? 'en' : 'vi';

  const quietly = async (work: () => Promise<void>) => {
    isUnheard.value = false;
    await work().catch(() => {
      isUnheard.value = true;
    });
  };
  const choose = (name: string) => quietly(() => chooseLanguage(name));
  const open = () => {
    isOpen.value = !isOpen.value;
    if (isOpen.value)
      quietly(async () => {
        offered.value = (await listLanguages()).languages;
      });
  };
  return (
    <>
      <div class="row">
        <button type="button" class="second" onClick={() => (isLarge.value = !isLarge.value)}>
          {t(isLarge.value ? 'help.normal' : 'help.large')}
        </button>
        <Choice named={{ language: other, name: NAMES[other] }} onChoose={choose} />
        <button type="button" class="second" aria-expanded={isOpen.value} onClick={open}>
          {t('language.more')}
        </button>
      </div>
      <div role="status">
        {isUnheard.value && <p>{t('language.unheard')}</p>}
        {isOpen.value && offered.value && <Offered packs={offered.value} onChoose={choose} />}
      </div>
    </>
  );
}

type OnChoose = (language: string) => void;

const Choice = ({ named, onChoose }: { readonly named: Named; readonly onChoose: OnChoose }) => (
  <button
    type="button"
    class="second"
    lang={named.language}
    onClick={() => onChoose(named.language)}
  >
    {named.name}
  </button>
);

/** What there is, and honestly what there is not and what one can do. */
function Offered(props: { readonly packs: readonly Named[]; readonly onChoose: OnChoose }) {
  const others = props.packs.filter((pack) => pack.language !== language.value);
  return (
    <>
      {others.length > 0 && (
        <div class="row">
          {others.map((pack) => (
            <Choice key={pack.language} named={pack} onChoose={props.onChoose} />
          ))}
        </div>
      )}
      <p>
        {t(props.packs.length > 0 ? 'language.others' : 'language.none')} {t('language.instead')}
      </p>
    </>
  );
}
