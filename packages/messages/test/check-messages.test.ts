import { catalog as problems } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { checkCatalogs, checkMessages, checkProblems } from '../src/index.ts';

const good = {
  pl: {
    list: { hits: '{count, plural, one {# a} few {# b} many {# c} other {# d}}', save: 'Zapisz' },
  },
  hu: { list: { hits: '{count, plural, one {# a} other {# b}}', save: 'Mentés' } },
  en: { list: { hits: '{count, plural, one {# a} other {# b}}', save: 'Save' } },
};

describe('the check over all texts', () => {
  it('finds nothing to mend in the messages of the product', () => {
    const own = checkMessages().filter(({ key }) => !(key in problems));
    expect(own).toEqual([]);
  });

  it('passes a good sample', () => {
    expect(checkCatalogs(good, {})).toEqual([]);
  });

  it('reports a key that is missing in one language', () => {
    const found = checkCatalogs({ ...good, hu: { list: { hits: good.hu.list.hits } } }, {});
    expect(found).toEqual([{ language: 'hu', key: 'list.save', finding: 'is missing' }]);
  });

  it('reports a key that only another language has', () => {
    const en = { list: { ...good.en.list, extra: 'Extra' } };
    expect(checkCatalogs({ ...good, en }, {})[0]?.finding).toBe('is not there in Polish');
  });

  it('reports another placeholder', () => {
    const en = { list: { ...good.en.list, hits: '{number, plural, one {# a} other {# b}}' } };
    const found = checkCatalogs({ ...good, en }, {});
    expect(found.map(({ finding }) => finding)).toEqual([
      'has placeholders number:6, Polish count:6',
    ]);
  });

  it('reports a placeholder of another kind', () => {
    const en = { list: { ...good.en.list, hits: '{count} hits' } };
    expect(checkCatalogs({ ...good, en }, {})).toHaveLength(1);
  });

  it('reports a Polish plural without its forms', () => {
    const pl = { list: { ...good.pl.list, hits: '{count, plural, one {# a} other {# d}}' } };
    expect(checkCatalogs({ ...good, pl }, {})[0]?.finding).toBe('lacks the plural few, many');
  });

  it('reports a text that is no ICU message', () => {
    const en = { list: { ...good.en.list, save: 'Save {' } };
    expect(checkCatalogs({ ...good, en }, {})[0]?.finding).toBe('cannot be read as an ICU message');
  });

  it('reports an empty text and stray spaces', () => {
    const en = { list: { ...good.en.list, save: '' } };
    const hu = { list: { ...good.hu.list, save: ' Mentés' } };
    expect(checkCatalogs({ ...good, en, hu }, {}).map(({ finding }) => finding)).toEqual([
      'starts or ends with a space',
      'has no text',
    ]);
  });

  it.each([
    ['en', 'Please enter the number'],
    ['en', 'Invalid date'],
    ['en', 'An error occurred'],
    ['en', 'Sorry, try again'],
    ['en', 'The server said 403'],
    ['pl', 'Proszę wpisać numer'],
    ['pl', 'Niepoprawna data'],
    ['pl', 'Wystąpił błąd'],
    ['pl', 'To pole jest wymagane'],
    ['hu', 'Érvénytelen dátum'],
    ['hu', 'Kérjük, adja meg'],
    ['hu', 'Hiba történt'],
  ] as const)('UX-5 refuses in %s: %s', (language, text) => {
    const catalogs = { ...good, [language]: { list: { ...good[language].list, save: text } } };
    const found = checkCatalogs(catalogs, {});
    expect(found).toHaveLength(1);
    expect(found[0]?.finding).toContain('UX-5');
  });

  it.each([
    'Popraw błędy w formularzu',
    'Okres ważności',
    'Certyfikat do 500 MB',
    'Limit: 15000 ms',
  ])('UX-5 leaves alone: %s', (text) => {
    const pl = { list: { ...good.pl.list, save: text } };
    expect(checkCatalogs({ ...good, pl }, {})).toEqual([]);
  });

  it('reports a label that drifted from the word list, and exempts its words', () => {
    const words = { 'list.save': 'Wystąpił błąd' };
    expect(checkCatalogs(good, words)[0]?.finding).toBe('has to read “Wystąpił błąd”');
    const pl = { list: { ...good.pl.list, save: 'Wystąpił błąd' } };
    expect(checkCatalogs({ ...good, pl }, words)).toEqual([]);
  });

  it('holds the texts of problems to the same words and parameters', () => {
    const texts = { pl: 'Stop {limit}', hu: 'Állj {limit}', en: 'Stop {limit}' };
    const next = { pl: 'Dalej', hu: 'Tovább', en: 'Go on' };
    expect(checkProblems({ 'a.b': { text: texts, next } })).toEqual([]);
    expect(checkProblems({ 'a.b': { text: { ...texts, en: 'Stop' }, next } })).toHaveLength(1);
    expect(checkProblems({ 'a.b': { text: texts, next: { ...next, hu: '' } } })).toHaveLength(1);
    expect(checkProblems({ 'a.b': { text: texts, next: { ...next, en: 'Sorry' } } })).toHaveLength(
      1,
    );
  });
});
