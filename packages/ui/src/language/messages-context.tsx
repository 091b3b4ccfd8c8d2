import type { Language } from '@kartoteka/kernel';
import {
  type Catalog,
  formatFrom,
  type MessageKey,
  type MessageValues,
  type ValuesFor,
} from '@kartoteka/messages';
import { createContext, type ReactNode, useContext, useMemo } from 'react';

/** Formats a text of the catalog in the language of the page. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: ValuesFor<Key>) => string;

interface LanguageState {
  readonly language: Language;
  readonly catalog: Catalog;
  /** Loads the other texts and switches the page over. */
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState | undefined>(undefined);

/** Hands the loaded texts to the page below. `mountApp` does it for applications. */
export function LanguageProvider(props: LanguageState & { readonly children: ReactNode }) {
  const { language, catalog, choose, children } = props;
  const state = useMemo(() => ({ language, catalog, choose }), [language, catalog, choose]);
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

/**
 * The formatter of texts in the reader's language.
 *
 * @example const t = useMessages(); t('table.pageOf', { page: 2, pages: 7 })
 */
export function useMessages(): Translate {
  const { language, catalog } = useLanguageState();
  return useMemo<Translate>(
    () =>
      (key, ...values) =>
        formatFrom(catalog, language, key, values[0] as MessageValues | undefined),
    [language, catalog],
  );
}

/** The language of the page and how to change it. */
export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  return useLanguageState();
}

function useLanguageState(): LanguageState {
  const state = useContext(LanguageContext);
  if (!state) throw new Error('a LanguageProvider has to stand above');
  return state;
}
