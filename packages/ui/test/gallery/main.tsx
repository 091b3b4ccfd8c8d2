import { fixedClock, type Language } from '@kartoteka/kernel';
import { type Catalog, loadCatalog } from '@kartoteka/messages';
import { createRoot } from 'react-dom/client';
import {
  ClockProvider,
  KitProvider,
  LanguageProvider,
  type Navigation,
  NavigationProvider,
} from '../../src/index.ts';
import { type Sheet, sheets } from './sheets.ts';

/** What the browser tests call: shows one sheet and waits until it is drawn. */
export interface Gallery {
  readonly names: readonly string[];
  readonly show: (view: GalleryView) => Promise<void>;
  /** Addresses that the kit asked to go to, oldest first. */
  readonly visited: string[];
}

export interface GalleryView {
  readonly sheet: string;
  readonly language: Language;
  readonly scheme: 'light' | 'dark';
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}

const root = createRoot(document.getElementById('root') as HTMLElement);
const clock = fixedClock('2026-03-02T07:30:00Z');
const visited: string[] = [];
let turn = 0;

const navigation: Navigation = {
  path: '/archive',
  go: (to) => visited.push(to),
  link: ({ to, children, onClick, ...rest }) => (
    <a
      href={to}
      onClick={(event) => {
        event.preventDefault();
        onClick?.(event);
        visited.push(to);
      }}
      {...rest}
    >
      {children}
    </a>
  ),
};

function Shown(props: GalleryView & { readonly catalog: Catalog; readonly of: Sheet }) {
  const { catalog, language, scheme, of } = props;
  return (
    <ClockProvider value={clock}>
      <LanguageProvider language={language} catalog={catalog} choose={(next) => visited.push(next)}>
        <NavigationProvider value={navigation}>
          <KitProvider scheme={scheme}>
            <of.Content />
          </KitProvider>
        </NavigationProvider>
      </LanguageProvider>
    </ClockProvider>
  );
}

async function show(view: GalleryView): Promise<void> {
  const sheet = sheets.find(({ name }) => name === view.sheet);
  if (!sheet) throw new Error(`no sheet ${view.sheet}`);
  const catalog = await loadCatalog(view.language);
  document.documentElement.lang = view.language;
  document.documentElement.dataset.density = sheet.calm ? 'calm' : '';
  turn += 1;
  root.render(<Shown key={turn} {...view} catalog={catalog} of={sheet} />);
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
}

window.gallery = { names: sheets.map(({ name }) => name), show, visited };

const [sheet = '', language = 'pl', scheme = 'light'] = location.hash.slice(1).split('/');
// By hand: `#frame/hu/dark`. Tests call `show` themselves.
if (sheet !== '') {
  void show({ sheet, language: language as Language, scheme: scheme as 'light' | 'dark' });
}
