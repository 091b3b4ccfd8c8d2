import { type Language, languages } from '@kartoteka/kernel';
import { ActionMenu } from '../action/action-menu.tsx';
import { LanguageSign } from '../action/icons.tsx';
import { useLanguage, useMessages } from '../language/messages-context.tsx';
import styles from './app-frame.module.css';

/** Each language by its own name (UX-38). */
export const languageNames: Readonly<Record<Language, string>> = {
  pl: 'Polski',
  hu: 'Magyar',
  en: 'English',
};

/** The choice of language, in the header of every page. */
export function LanguageSwitch() {
  const t = useMessages();
  const { language, choose } = useLanguage();
  return (
    <ActionMenu
      large
      name={`${t('frame.language')}: ${languageNames[language]}`}
      items={languages.map((other) => ({
        label: languageNames[other],
        lang: other,
        chosen: other === language,
        run: () => choose(other),
      }))}
    >
      <LanguageSign />
      <span className={styles.wideOnly}>{languageNames[language]}</span>
    </ActionMenu>
  );
}
