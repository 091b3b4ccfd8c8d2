import type { SampleKind } from './sample-model.ts';

/** What the implementation guide fixes for a kind of document (PIK 1.3.1, chapter 3.2). */
export interface SampleShape {
  readonly template: number;
  /** LOINC code and words. */
  readonly type: readonly [string, string];
  /** Document class and words. */
  readonly documentClass: readonly [string, string];
  /** Arcs below the provider's root for the document id and its set. */
  readonly arcs: readonly [string, string];
  readonly forP1: boolean;
  /** Whether the two templates of IHE Pharmacy stand before our own. */
  readonly pharmacy: boolean;
  /** Numbers below the header templates P.13.10.2. */
  readonly templates: { readonly patient: number; readonly author: number; readonly body: number };
}

const edm = { arcs: ['7.1', '7.2'], forP1: false, pharmacy: false } as const;
const referral = {
  template: 4,
  type: ['57832-8', 'Prescription for diagnostic or specialist care Document'],
  documentClass: ['02.10', 'Skierowanie na badanie lub leczenie'],
  arcs: ['4.1', '4.2'],
  forP1: true,
  pharmacy: false,
  templates: { patient: 26, author: 86, body: 28 },
} as const;

export const sampleShapes: Readonly<Record<SampleKind, SampleShape>> = {
  REC: {
    template: 3,
    type: ['57833-6', 'Prescription for medication Document'],
    documentClass: ['04.01', 'Recepta'],
    arcs: ['2.1', '2.2'],
    forP1: true,
    pharmacy: true,
    templates: { patient: 23, author: 82, body: 25 },
  },
  SKS: {
    ...referral,
    type: ['57133-1', 'Referral note'],
    documentClass: ['02.11', 'Skierowanie na konsultację'],
  },
  SKZ: referral,
  SDP: referral,
  DAN: {
    template: 14,
    type: ['51851-4', 'Administrative note'],
    documentClass: ['08.80', 'Dokument anulujący'],
    arcs: ['2.1', '2.2'],
    forP1: true,
    pharmacy: true,
    templates: { patient: 3, author: 4, body: 47 },
  },
  KON: {
    ...edm,
    template: 15,
    type: ['11488-4', 'Consult note'],
    documentClass: ['05.00', 'Konsultacja lekarska'],
    templates: { patient: 3, author: 4, body: 56 },
  },
  WBD: {
    ...edm,
    template: 16,
    type: ['70004-7', 'Diagnostic study note'],
    documentClass: ['06.00', 'Opis badania diagnostycznego'],
    templates: { patient: 3, author: 4, body: 58 },
  },
  WBL: {
    ...edm,
    template: 17,
    type: ['11502-2', 'Laboratory report'],
    documentClass: ['06.10', 'Wynik badania laboratoryjnego'],
    templates: { patient: 3, author: 4, body: 59 },
  },
  KIF: {
    ...edm,
    template: 18,
    type: ['18842-5', 'Discharge summary'],
    documentClass: ['00.20', 'Karta informacyjna leczenia szpitalnego'],
    templates: { patient: 3, author: 4, body: 60 },
  },
  ILK: {
    ...edm,
    template: 28,
    type: ['51852-2', 'Letter'],
    documentClass: ['08.90', 'Informacja dla lekarza kierującego/POZ'],
    templates: { patient: 3, author: 4, body: 87 },
  },
};
