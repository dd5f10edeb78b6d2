import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { PostName } from '#contract/endpoint.ts';
import { POST_NAMES } from '#contract/endpoint.ts';
import { getFactorRule, setFactorRule } from '#contract/second-factor.ts';
import { t } from '../../i18n.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import { WhenLoaded } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';

/** Which posts sign in with a second factor. */
export function FactorRule({ ask }: { readonly ask: Ask }) {
  const rule = useMemo(() => createLoaded(async () => (await ask(getFactorRule, {})).posts), [ask]);
  const save = useMemo(
    () => createAct((posts: PostName[]) => ask(setFactorRule, { body: { posts } })),
    [ask],
  );
  const chosen = useSignal<readonly PostName[] | undefined>(undefined);
  useEffect(() => {
    rule.load();
  }, [rule]);
  return (
    <details>
      <summary>{t('factor.rule')}</summary>
      <WhenLoaded state={rule}>
        {(stored) => {
          const posts = chosen.value ?? stored;
          return (
            <fieldset>
              <legend>{t('factor.rule_text')}</legend>
              {POST_NAMES.map((post) => (
                <label key={post} class="choice">
                  <input
                    type="checkbox"
                    checked={posts.includes(post)}
                    onChange={(event) => {
                      const others = posts.filter((known) => known !== post);
                      chosen.value = event.currentTarget.checked ? [...others, post] : others;
                    }}
                  />{' '}
                  {t(`role.${post}`)}
                </label>
              ))}
              <div class="buttons">
                <ConfirmedAct
                  act={save}
                  label={t('factor.rule_save')}
                  title={t('factor.rule_confirm')}
                  busy={t('app.busy')}
                  isSecondary
                  run={() => save.run([...posts])}
                  onDone={() => rule.load()}
                >
                  <p>{t('factor.rule_consequence')}</p>
                </ConfirmedAct>
              </div>
            </fieldset>
          );
        }}
      </WhenLoaded>
    </details>
  );
}
