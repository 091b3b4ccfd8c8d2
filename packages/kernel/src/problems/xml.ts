import { defineProblems } from './define.ts';

export const xmlProblems = defineProblems({
  'xml.malformed': {
    status: 400,
    xds: 'XDSRegistryMetadataError',
    fhir: 'structure',
    text: {
      pl: 'Tego pliku nie da się odczytać jako XML: zapis urywa się lub jest uszkodzony.',
      hu: 'A fájl nem olvasható XML-ként: csonka vagy sérült.',
      en: 'This cannot be read as XML: it is cut off or damaged.',
    },
    next: {
      pl: 'Pobierz plik jeszcze raz ze źródła i porównaj jego wielkość.',
      hu: 'Töltse le újra a fájlt a forrásból, és hasonlítsa össze a méretét.',
      en: 'Fetch the file again from where it came and compare its size.',
    },
  },
  'xml.doctype': {
    status: 400,
    xds: 'XDSRegistryMetadataError',
    fhir: 'security',
    text: {
      pl: 'XML zawiera deklarację DOCTYPE. Takich plików nie przyjmujemy, bo mogą czytać cudze dane lub zatrzymać serwer.',
      hu: 'Az XML DOCTYPE deklarációt tartalmaz. Ilyet nem fogadunk el, mert idegen adatot olvashat vagy leállíthatja a kiszolgálót.',
      en: 'The XML carries a DOCTYPE. Such files are not taken, because they can read foreign data or stop the server.',
    },
    next: {
      pl: 'Poproś nadawcę o plik bez DOCTYPE; dokument HL7 CDA jej nie potrzebuje.',
      hu: 'Kérjen a küldőtől DOCTYPE nélküli fájlt; a HL7 CDA dokumentumhoz nem kell.',
      en: 'Ask the sender for a file without DOCTYPE; an HL7 CDA document needs none.',
    },
  },
  'xml.too-large': {
    status: 413,
    xds: 'XDSRepositoryOutOfResources',
    fhir: 'too-costly',
    text: {
      pl: 'XML przekracza granicę: {limit} ({max}).',
      hu: 'Az XML túllép egy korlátot: {limit} ({max}).',
      en: 'The XML is over a limit: {limit} ({max}).',
    },
    next: {
      pl: 'Podziel dokument albo dołącz duży plik jako załącznik.',
      hu: 'Ossza fel a dokumentumot, vagy a nagy fájlt mellékletként küldje.',
      en: 'Split the document or send the large file as an attachment.',
    },
  },
  'xml.encoding': {
    status: 400,
    xds: 'XDSRegistryMetadataError',
    fhir: 'structure',
    text: {
      pl: 'Kodowanie znaków nie zgadza się z tym, co deklaruje plik.',
      hu: 'A karakterkódolás nem egyezik azzal, amit a fájl állít magáról.',
      en: 'The character encoding is not the one that the file declares.',
    },
    next: {
      pl: 'Zapisz plik w UTF-8 i spróbuj ponownie.',
      hu: 'Mentse a fájlt UTF-8 kódolással, és próbálja újra.',
      en: 'Save the file as UTF-8 and try again.',
    },
  },
  'xml.character': {
    status: 422,
    xds: 'XDSRepositoryError',
    fhir: 'value',
    text: {
      pl: 'Tekst zawiera znak {character}, którego nie można zapisać w XML.',
      hu: 'A szövegben olyan karakter van ({character}), amely XML-ben nem írható le.',
      en: 'The text holds the character {character}, which XML cannot carry.',
    },
    next: {
      pl: 'Usuń ten znak (często trafia do pola przez wklejenie) i zapisz jeszcze raz.',
      hu: 'Törölje ezt a karaktert (gyakran beillesztéssel kerül a mezőbe), és mentse újra.',
      en: 'Remove that character (it often arrives by pasting) and save again.',
    },
  },
});
