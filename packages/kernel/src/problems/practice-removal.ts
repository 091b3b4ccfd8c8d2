import { defineProblems } from './define.ts';

export const practiceRemovalProblems = defineProblems({
  'practice.patient-moves': {
    status: 409,
    text: {
      pl: 'Identyfikator pacjenta w chmurze jest właśnie zmieniany.',
      hu: 'A beteg felhőbeli azonosítójának módosítása folyamatban van.',
      en: 'The identifier of the patient in the cloud is being changed.',
    },
    next: {
      pl: 'Poczekaj: dokumenty i zgody pacjenta pójdą same, gdy chmura potwierdzi zmianę.',
      hu: 'Várjon: a beteg dokumentumai és hozzájárulásai maguktól elindulnak, amint a felhő visszaigazolja.',
      en: 'Wait: documents and consents of the patient go by themselves when the cloud has confirmed it.',
    },
  },
  'practice.removed': {
    status: 409,
    text: {
      pl: 'Ten dokument usunięto z archiwum.',
      hu: 'Ezt a dokumentumot törölték az archívumból.',
      en: 'This document was removed from the archive.',
    },
    next: {
      pl: 'Powód i osoby są na liście usunięć; usuniętego dokumentu nie przyjmuje się ponownie.',
      hu: 'Az ok és a személyek a törlések listáján vannak; törölt dokumentum nem vehető fel újra.',
      en: 'Reason and persons stand in the list of removals; a removed document is not taken again.',
    },
  },
  'practice.removal-on-its-way': {
    status: 409,
    text: {
      pl: 'Dokument jest w drodze do chmury i nie można go teraz usunąć.',
      hu: 'A dokumentum úton van a felhőbe, most nem törölhető.',
      en: 'The document is on its way to the cloud and cannot be removed now.',
    },
    next: {
      pl: 'Poczekaj, aż chmura potwierdzi przyjęcie, i zgłoś usunięcie jeszcze raz.',
      hu: 'Várja meg a felhő visszaigazolását, és javasolja újra a törlést.',
      en: 'Wait until the cloud has confirmed it, and propose the removal again.',
    },
  },
  'practice.removal-mixed': {
    status: 422,
    text: {
      pl: 'Dokumenty z chmury i dokumenty tylko lokalne zgłasza się do usunięcia osobno.',
      hu: 'A felhőben lévő és a csak helyi dokumentumok törlését külön kell javasolni.',
      en: 'Documents in the cloud and documents that are only here are removed separately.',
    },
    next: {
      pl: 'Zaznacz tylko jedne albo tylko drugie.',
      hu: 'Csak az egyik vagy csak a másik fajtát jelölje ki.',
      en: 'Mark only the ones or only the others.',
    },
  },
});
