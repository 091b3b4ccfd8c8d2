import {
  diagnoses,
  findings,
  history,
  list,
  paragraph,
  recommendations,
  section,
} from './narrative.ts';
import type { SampleContent } from './sample-model.ts';

/** Consultations (template 15). Invented cases. */
export const consultations: readonly SampleContent[] = [
  {
    title: 'Konsultacja kardiologiczna',
    service: ['89.01', 'Konsultacja kardiologiczna'],
    sections: [
      section(
        30,
        history,
        'Wywiad',
        paragraph(
          'Od miesiąca uczucie kołatania serca, zwykle wieczorem, bez omdleń i bez bólu w klatce piersiowej. Kawa trzy razy dziennie. W rodzinie nadciśnienie.',
        ),
      ),
      section(
        31,
        findings,
        'Badanie przedmiotowe',
        paragraph(
          'Akcja serca miarowa 72/min, tony czyste. Nad polami płucnymi szmer pęcherzykowy. Bez obrzęków.',
        ),
        paragraph('128/82 mmHg', 'Ciśnienie tętnicze:'),
      ),
      diagnoses([['R00.2', 'Kołatania serca, nieokreślone']]),
      section(
        32,
        recommendations,
        'Zalecenia',
        list([
          'Badanie EKG metodą Holtera w ciągu miesiąca',
          'Ograniczyć kawę do jednej filiżanki dziennie',
          'Kontrola z wynikiem w poradni kardiologicznej',
        ]),
      ),
    ],
  },
  {
    title: 'Konsultacja alergologiczna',
    service: ['89.02', 'Konsultacja alergologiczna'],
    sections: [
      section(
        30,
        history,
        'Wywiad',
        paragraph(
          'Wodnisty katar i łzawienie oczu co roku od kwietnia do czerwca. Objawy ustępują po deszczu. Bez duszności.',
        ),
      ),
      section(
        31,
        findings,
        'Badanie przedmiotowe',
        paragraph('Śluzówka nosa blada, obrzęknięta. Gardło czyste. Osłuchowo bez świstów.'),
      ),
      diagnoses([
        ['J30.1', 'Alergiczny nieżyt nosa spowodowany pyłkami'],
        ['H10.1', 'Ostre atopowe zapalenie spojówek'],
      ]),
      section(
        32,
        recommendations,
        'Zalecenia',
        list([
          'Testy skórne z alergenami wziewnymi po sezonie',
          'Loratadyna 10 mg raz dziennie w sezonie pylenia',
          'Płukanie nosa roztworem soli',
        ]),
      ),
    ],
  },
  {
    title: 'Konsultacja ortopedyczna',
    service: ['89.03', 'Konsultacja ortopedyczna'],
    sections: [
      section(
        30,
        history,
        'Wywiad',
        paragraph(
          'Ból prawego kolana przy schodzeniu ze schodów od pół roku. Urazu nie pamięta. Praca siedząca, jazda na rowerze.',
        ),
      ),
      section(
        31,
        findings,
        'Badanie przedmiotowe',
        paragraph(
          'Kolano prawe bez wysięku, stabilne. Ból przy zgięciu powyżej 110 stopni, dodatni objaw rzepkowy.',
        ),
      ),
      diagnoses([['M22.2', 'Zaburzenia rzepkowo-udowe']]),
      section(
        32,
        recommendations,
        'Zalecenia',
        list([
          'Ćwiczenia mięśnia czworogłowego pod okiem fizjoterapeuty, 10 zabiegów',
          'Unikać głębokich przysiadów przez 6 tygodni',
          'RTG kolana w dwóch projekcjach',
        ]),
      ),
    ],
  },
];

/** Information for the referring doctor (template 28). */
export const lettersBack: readonly SampleContent[] = [
  {
    title: 'Informacja dla lekarza kierującego',
    service: ['89.04', 'Konsultacja endokrynologiczna'],
    sections: [
      diagnoses([['E03.9', 'Niedoczynność tarczycy, nieokreślona']]),
      section(
        30,
        history,
        'Opis udzielonego świadczenia',
        paragraph(
          'Skierowana z powodu zmęczenia i przyrostu masy ciała. TSH podwyższone, wolna tyroksyna poniżej normy. W USG tarczyca jednorodna, bez ognisk.',
        ),
      ),
      section(
        32,
        recommendations,
        'Wskazówki dla lekarza kierującego',
        list([
          'Lewotyroksyna 50 µg rano na czczo',
          'TSH za 8 tygodni',
          'Następna wizyta w poradni endokrynologicznej za 3 miesiące',
        ]),
      ),
    ],
  },
  {
    title: 'Informacja dla lekarza POZ',
    service: ['89.05', 'Konsultacja dermatologiczna'],
    sections: [
      diagnoses([['L40.0', 'Łuszczyca zwykła']]),
      section(
        30,
        history,
        'Opis udzielonego świadczenia',
        paragraph(
          'Ogniska na łokciach i kolanach, pokryte srebrzystą łuską, utrzymują się od dwóch lat. Stawy bez zmian.',
        ),
      ),
      section(
        32,
        recommendations,
        'Wskazówki dla lekarza kierującego',
        list([
          'Kalcypotriol z betametazonem na ogniska raz dziennie przez 4 tygodnie',
          'Emolienty dwa razy dziennie',
          'Kontrola ciśnienia i lipidogramu w POZ',
        ]),
      ),
    ],
  },
];
