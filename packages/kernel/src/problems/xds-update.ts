import { defineProblems } from './define.ts';

export const xdsUpdateProblems = defineProblems({
  'xds.stale-version': {
    status: 409,
    xds: 'XDSMetadataVersionError',
    fhir: 'conflict',
    text: {
      pl: 'Ktoś inny zmienił w tym czasie opis dokumentu.',
      hu: 'Közben valaki más módosította a dokumentum leíró adatait.',
      en: 'Somebody else changed the description of the document in the meantime.',
    },
    next: {
      pl: 'Pobierz najnowszą wersję opisu i wprowadź zmianę jeszcze raz.',
      hu: 'Kérje le a leíró adatok legújabb változatát, és végezze el újra a módosítást.',
      en: 'Fetch the newest version of the description and make the change again.',
    },
  },
  'xds.update-refused': {
    status: 422,
    xds: 'XDSMetadataUpdateError',
    fhir: 'processing',
    text: {
      pl: 'Repozytorium nie przyjęło zmiany opisu dokumentu ({code}).',
      hu: 'A tároló nem fogadta el a dokumentum leíró adatainak módosítását ({code}).',
      en: 'The repository did not take the change of the description ({code}).',
    },
    next: {
      pl: 'Sprawdź w repozytorium, w jakim stanie jest dokument, i popraw to, co wskazuje cytowany komunikat.',
      hu: 'Nézze meg a tárolóban a dokumentum állapotát, és javítsa, amit az idézett üzenet megnevez.',
      en: 'See in the repository which state the document is in, and mend what the quoted message names.',
    },
  },
  'xds.patients-mixed': {
    status: 409,
    xds: 'XDSPatientIDReconciliationError',
    fhir: 'conflict',
    text: {
      pl: 'Po tej zmianie w jednej teczce byłyby dokumenty różnych pacjentów.',
      hu: 'A módosítás után egy mappában különböző betegek dokumentumai lennének.',
      en: 'After this change documents of different patients would belong together.',
    },
    next: {
      pl: 'Zmień pacjenta we wszystkich powiązanych dokumentach naraz albo usuń powiązania.',
      hu: 'Módosítsa a beteget az összes kapcsolódó dokumentumban egyszerre, vagy szüntesse meg a kapcsolatokat.',
      en: 'Change the patient of everything that belongs together at once, or leave the links behind.',
    },
  },
});
