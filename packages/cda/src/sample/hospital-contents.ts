import {
  diagnoses,
  history,
  list,
  paragraph,
  recommendations,
  section,
  table,
} from './narrative.ts';
import type { SampleContent } from './sample-model.ts';

const tests = ['30954-2', 'Relevant diagnostic tests/laboratory data'] as const;
const treatment = ['55753-8', 'Treatment information'] as const;
const summary = ['11493-4', 'Hospital discharge studies summary Narrative'] as const;
const report = ['47045-0', 'Study report'] as const;

/** Discharge cards (template 18). Invented cases. */
export const dischargeCards: readonly SampleContent[] = [
  {
    title: 'Karta informacyjna z leczenia szpitalnego',
    sections: [
      diagnoses([
        ['K80.2', 'Kamica pęcherzyka żółciowego bez zapalenia'],
        ['I10', 'Samoistne (pierwotne) nadciśnienie'],
      ]),
      section(
        35,
        tests,
        'Wyniki badań',
        table(
          ['Badanie', 'Wynik', 'Zakres'],
          [
            { cells: ['Hemoglobina', '13,8 g/dl', '12,0 – 16,0'] },
            { cells: ['Bilirubina całkowita', '0,7 mg/dl', '0,2 – 1,2'] },
            { cells: ['CRP', '2,1 mg/l', 'do 5,0'] },
          ],
        ),
      ),
      section(
        36,
        treatment,
        'Leczenie',
        paragraph('Cholecystektomia laparoskopowa w znieczuleniu ogólnym, bez powikłań.'),
      ),
      section(
        37,
        summary,
        'Epikryza',
        paragraph(
          'Przyjęcie planowe. Przebieg pooperacyjny gładki, rany suche. W drugiej dobie wypisana do domu w stanie dobrym.',
        ),
      ),
      section(
        32,
        recommendations,
        'Zalecenia',
        list([
          'Dieta lekkostrawna przez 4 tygodnie',
          'Zdjęcie szwów w 7. dobie w poradni chirurgicznej',
          'Paracetamol 500 mg w razie bólu, do 4 tabletek na dobę',
        ]),
      ),
    ],
  },
  {
    title: 'Karta informacyjna z leczenia szpitalnego',
    sections: [
      diagnoses([['J18.9', 'Zapalenie płuc, nieokreślone']]),
      section(
        35,
        tests,
        'Wyniki badań',
        table(
          ['Badanie', 'Przyjęcie', 'Wypis'],
          [
            { cells: ['CRP', '142 mg/l', '11 mg/l'] },
            { cells: ['Leukocyty', '15,2 tys./µl', '7,9 tys./µl'] },
            { cells: ['Saturacja', '91 %', '97 %'] },
          ],
        ),
      ),
      section(
        36,
        treatment,
        'Leczenie',
        paragraph(
          'Antybiotykoterapia dożylna przez 5 dni, tlen przez pierwszą dobę, fizjoterapia oddechowa.',
        ),
      ),
      section(
        37,
        summary,
        'Epikryza',
        paragraph(
          'Przyjęty z powodu gorączki i kaszlu. W RTG zagęszczenia w dolnym polu płuca prawego. Po leczeniu poprawa kliniczna i radiologiczna.',
        ),
      ),
      section(
        32,
        recommendations,
        'Zalecenia',
        list([
          'Amoksycylina 1 g co 12 godzin jeszcze przez 3 dni',
          'Kontrolne RTG za 6 tygodni',
          'Zwolnienie z pracy do kontroli',
        ]),
      ),
    ],
  },
];

/** Descriptions of diagnostic tests (template 16). */
export const studies: readonly SampleContent[] = [
  {
    title: 'USG jamy brzusznej',
    service: ['88.761', 'USG brzucha i przestrzeni zaotrzewnowej'],
    sections: [
      section(
        34,
        report,
        'Opis badania',
        paragraph(
          'Wątroba niepowiększona, jednorodna. Pęcherzyk żółciowy cienkościenny, bez złogów. Trzustka, śledziona i nerki bez zmian. Wolnego płynu nie uwidoczniono.',
        ),
        paragraph('Badanie bez odchyleń.', 'Wniosek:'),
      ),
    ],
  },
  {
    title: 'RTG klatki piersiowej',
    service: ['87.440', 'RTG klatki piersiowej'],
    sections: [
      section(
        34,
        report,
        'Opis badania',
        paragraph(
          'Pola płucne bez zagęszczeń. Wnęki naczyniowe. Sylwetka serca w normie. Kąty przeponowo-żebrowe wolne.',
        ),
      ),
    ],
  },
  {
    title: 'EKG spoczynkowe',
    service: ['89.522', 'Elektrokardiogram z 12 lub więcej odprowadzeniami'],
    sections: [
      section(
        34,
        report,
        'Opis badania',
        paragraph(
          'Rytm zatokowy miarowy 68/min. Oś pośrednia. Odstęp PQ 160 ms, QTc 412 ms. Bez cech niedokrwienia.',
        ),
      ),
    ],
  },
];

/** Referrals (template 4): to a specialist, to a ward, to a workshop. */
export const referralTexts: Readonly<Record<'SKS' | 'SKZ' | 'SDP', readonly ReferralText[]>> = {
  SKS: [
    {
      title: 'Skierowanie do poradni specjalistycznej',
      cell: ['1100', 'Poradnia kardiologiczna'],
      wish: 'Proszę o konsultację z powodu nawracających kołatań serca.',
      diagnosis: ['R00.2', 'Kołatania serca, nieokreślone'],
    },
    {
      title: 'Skierowanie do poradni specjalistycznej',
      cell: ['1220', 'Poradnia neurologiczna'],
      wish: 'Proszę o konsultację z powodu migreny z aurą, trzy napady w miesiącu.',
      diagnosis: ['G43.1', 'Migrena z aurą [migrena klasyczna]'],
    },
  ],
  SKZ: [
    {
      title: 'Skierowanie do szpitala',
      cell: ['4500', 'Oddział chirurgiczny ogólny'],
      wish: 'Proszę o przyjęcie do planowego leczenia operacyjnego przepukliny.',
      diagnosis: ['K40.9', 'Jednostronna lub nieokreślona przepuklina pachwinowa'],
    },
  ],
  SDP: [
    {
      title: 'Skierowanie na badanie diagnostyczne',
      cell: ['7250', 'Pracownia rezonansu magnetycznego'],
      wish: 'Proszę o wykonanie rezonansu magnetycznego kręgosłupa lędźwiowego bez kontrastu.',
      diagnosis: ['M54.5', 'Ból okolicy lędźwiowo-krzyżowej'],
    },
  ],
};

export interface ReferralText {
  readonly title: string;
  /** Cell that the referral is addressed to, P.11.2.4. */
  readonly cell: readonly [string, string];
  readonly wish: string;
  readonly diagnosis: readonly [string, string];
}

/** The history section of a referral is not asked for; this one says why a document is cancelled. */
export const cancellingNote = section(
  27,
  history,
  'Dane dokumentu anulowanego',
  paragraph('Dokument wystawiony omyłkowo.', 'Powód:'),
);
