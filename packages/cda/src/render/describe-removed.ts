import type { Language, Texts } from '@kartoteka/kernel';

const intro: Texts = {
  pl: 'Z podglądu usunięto fragmenty, które mogły coś uruchomić lub pobrać:',
  hu: 'A megjelenítésből eltávolítottuk, ami futtathatott vagy letölthetett volna valamit:',
  en: 'Parts that could have run or fetched something were left out of this view:',
};
const outro: Texts = {
  pl: 'Sam dokument jest niezmieniony.',
  hu: 'Maga a dokumentum változatlan.',
  en: 'The document itself is unchanged.',
};
const words: Readonly<Record<string, Texts>> = {
  element: { pl: 'element', hu: 'elem', en: 'element' },
  attribute: { pl: 'atrybut', hu: 'attribútum', en: 'attribute' },
  link: { pl: 'łącze', hu: 'hivatkozás', en: 'link' },
  image: { pl: 'obraz', hu: 'kép', en: 'image' },
  content: { pl: 'treść', hu: 'tartalom', en: 'content' },
  style: { pl: 'styl', hu: 'stílus', en: 'style' },
  stylesheet: { pl: 'arkusz XSL', hu: 'XSL-stíluslap', en: 'XSL stylesheet' },
  'stylesheet-failed': {
    pl: 'arkusz XSL, który nie zadziałał',
    hu: 'nem működő XSL-stíluslap',
    en: 'XSL stylesheet that did not work',
  },
};

/**
 * The notice that a screen shows above a document from which something was taken out.
 *
 * @param removed as `RenderedDocument.removed` gives it
 * @returns `undefined` where nothing was taken out
 * @example describeRemoved(['element:script', 'element:script'], 'en') // '… element script (2). …'
 */
export function describeRemoved(
  removed: readonly string[],
  language: Language,
): string | undefined {
  if (removed.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const entry of removed) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  const parts = [...counts].map(([entry, count]) => {
    const colon = entry.indexOf(':');
    const [kind, name] = [entry.slice(0, colon), entry.slice(colon + 1)];
    const text = `${words[kind]?.[language] ?? kind} ${name}`;
    return count > 1 ? `${text} (${count})` : text;
  });
  return `${intro[language]} ${parts.join(', ')}. ${outro[language]}`;
}
