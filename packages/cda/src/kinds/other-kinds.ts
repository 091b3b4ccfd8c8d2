import { ownTemplateRoot } from '../oids.ts';
import { makeKind } from './make-kind.ts';

/** Every other document template of the Polish implementation; they come by import and are ticked. */
export const otherPikKinds = [
  makeKind('SKU', {
    names: [
      'Skierowanie na leczenie uzdrowiskowe',
      'Gyógyfürdő-kezelési beutaló',
      'Referral to a health resort',
    ],
    pik: [9],
    classes: ['02.10'],
    sources: ['import'],
  }),
  makeKind('ZOL', {
    names: [
      'Skierowanie do zakładu opiekuńczo-leczniczego',
      'Ápolási intézeti beutaló',
      'Referral to a care home',
    ],
    pik: [10],
    classes: ['02.12'],
    sources: ['import'],
  }),
  makeKind('OPD', {
    names: [
      'Skierowanie do pielęgniarskiej opieki długoterminowej',
      'Tartós otthoni ápolásra szóló beutaló',
      'Referral to long-term nursing care',
    ],
    pik: [11],
    classes: ['02.12'],
    sources: ['import'],
  }),
  makeKind('SPS', {
    names: [
      'Skierowanie do szpitala psychiatrycznego',
      'Pszichiátriai kórházi beutaló',
      'Referral to a psychiatric hospital',
    ],
    pik: [12],
    classes: ['02.10'],
    sources: ['import'],
  }),
  makeKind('SCZ', {
    names: [
      'Skierowanie w związku z chorobą zawodową',
      'Foglalkozási megbetegedés miatti beutaló',
      'Referral for an occupational disease',
    ],
    pik: [13],
    classes: ['02.10'],
    sources: ['import'],
  }),
  makeKind('POP', {
    names: ['Protokół operacyjny', 'Műtéti leírás', 'Operation report'],
    pik: [20],
    classes: ['00.60'],
    sources: ['import'],
  }),
  makeKind('WKU', {
    names: ['Wpis do karty uodpornienia', 'Oltási bejegyzés', 'Vaccination entry'],
    pik: [21],
    classes: ['07.61'],
    sources: ['import'],
  }),
  makeKind('KWP', {
    names: ['Karta wywiadu pielęgniarskiego', 'Ápolói anamnézis', 'Nursing interview'],
    pik: [22],
    classes: ['05.70'],
    sources: ['import'],
  }),
  makeKind('KOS', {
    names: [
      'Karta pielęgniarskiej oceny stanu pacjenta',
      'Ápolói állapotfelmérés',
      'Nursing assessment',
    ],
    pik: [23],
    classes: ['05.70'],
    sources: ['import'],
  }),
  makeKind('ZPI', {
    names: ['Zalecenia pielęgniarskie', 'Ápolói javaslatok', 'Nursing recommendations'],
    pik: [24],
    classes: ['05.50'],
    sources: ['import'],
  }),
  makeKind('WRP', {
    names: ['Wpis do raportu pielęgniarskiego', 'Ápolói jelentés', 'Nursing report entry'],
    pik: [25],
    classes: ['05.70'],
    sources: ['import'],
  }),
  makeKind('RER', {
    names: ['Realizacja recepty', 'Vény kiváltása', 'Dispensed prescription'],
    pik: [27],
    classes: ['04.12', '04.13'],
    sources: ['import'],
  }),
  makeKind('HZC', {
    names: ['Historia zdrowia i choroby', 'Kórtörténet', 'Record of health and disease'],
    pik: [31],
    sources: ['import'],
  }),
  makeKind('IPO', {
    names: [
      'Indywidualny plan opieki medycznej (IPOM)',
      'Egyéni gondozási terv (IPOM)',
      'Individual care plan (IPOM)',
    ],
    pik: [41],
    sources: ['import'],
  }),
  makeKind('HIP', {
    names: [
      'Harmonogram indywidualnego planu opieki medycznej (HIPOM)',
      'Egyéni gondozási terv ütemezése (HIPOM)',
      'Schedule of an individual care plan (HIPOM)',
    ],
    pik: [42],
    sources: ['import'],
  }),
  makeKind('KMC', {
    names: [
      'Karta medycznych czynności ratunkowych',
      'Sürgősségi ellátási lap',
      'Emergency care record',
    ],
    pik: [48, 49],
    sources: ['import'],
  }),
] as const;

/** What no row above recognises. */
export const unknownPikKind = makeKind('PIK', {
  names: ['Nieznany dokument PIK', 'Ismeretlen PIK dokumentum', 'Unknown PIK document'],
  sources: ['import'],
});
export const foreignKind = makeKind('CDA', {
  names: ['Obcy dokument CDA', 'Idegen CDA dokumentum', 'Foreign CDA'],
  family: 'foreign',
  country: 'any',
  sources: ['import'],
});

/** Documents of a Hungarian practice, with templates of our own. */
export const hungarianKinds = [
  makeKind('AML', {
    names: ['Karta ambulatoryjna', 'Ambuláns lap', 'Outpatient record'],
    family: 'own',
    templates: [`${ownTemplateRoot}.11`],
    country: 'HU',
    sources: ['composed', 'import'],
  }),
  makeKind('LEL', {
    names: ['Wynik badania (Węgry)', 'Lelet', 'Finding'],
    family: 'own',
    templates: [`${ownTemplateRoot}.12`],
    country: 'HU',
    sources: ['composed', 'import'],
  }),
  makeKind('ZAR', {
    names: ['Wypis (Węgry)', 'Zárójelentés', 'Final report'],
    family: 'own',
    templates: [`${ownTemplateRoot}.13`],
    country: 'HU',
    sources: ['composed', 'import'],
  }),
  makeKind('KEZ', {
    names: ['Plan leczenia', 'Kezelési terv', 'Treatment plan'],
    family: 'own',
    templates: [`${ownTemplateRoot}.14`],
    country: 'HU',
    sources: ['composed', 'import'],
  }),
  makeKind('BEL', {
    names: ['Zgoda na leczenie', 'Beleegyező nyilatkozat', 'Consent to treatment'],
    family: 'own',
    templates: [`${ownTemplateRoot}.15`],
    country: 'HU',
    sources: ['composed', 'import'],
  }),
] as const;
