import { defineProblems } from './define.ts';

export const soapProblems = defineProblems({
  'soap.content-type': {
    status: 415,
    fhir: 'not-supported',
    text: {
      pl: 'Nagłówek Content-Type ({found}) nie zapowiada wiadomości SOAP.',
      hu: 'A Content-Type fejléc ({found}) nem SOAP üzenetet jelez.',
      en: 'The Content-Type ({found}) does not announce a SOAP message.',
    },
    next: {
      pl: 'Wyślij application/soap+xml, text/xml albo multipart/related z częścią application/xop+xml.',
      hu: 'Küldjön application/soap+xml, text/xml vagy multipart/related üzenetet, application/xop+xml résszel.',
      en: 'Send application/soap+xml, text/xml, or multipart/related with a part of application/xop+xml.',
    },
  },
  'soap.content-encoding': {
    status: 415,
    fhir: 'not-supported',
    text: {
      pl: 'Wiadomość jest skompresowana ({found}); przyjmujemy tylko nieskompresowane.',
      hu: 'Az üzenet tömörített ({found}); csak tömörítetlent fogadunk el.',
      en: 'The message is compressed ({found}); only uncompressed ones are taken.',
    },
    next: {
      pl: 'Wyłącz kompresję (Content-Encoding) po stronie nadawcy.',
      hu: 'Kapcsolja ki a tömörítést (Content-Encoding) a küldő oldalon.',
      en: 'Switch off compression (Content-Encoding) at the sender.',
    },
  },
  'soap.boundary': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'W nagłówku Content-Type brakuje parametru boundary albo nie da się go użyć.',
      hu: 'A Content-Type fejlécből hiányzik a boundary paraméter, vagy nem használható.',
      en: 'The Content-Type lacks a boundary parameter that can be used.',
    },
    next: {
      pl: 'Podaj boundary dokładnie raz: od 1 do 70 znaków ASCII.',
      hu: 'Adja meg a boundary értékét pontosan egyszer: 1–70 ASCII karakter.',
      en: 'Give boundary exactly once: 1 to 70 ASCII characters.',
    },
  },
  'soap.boundary-missing': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Treść nie zaczyna się od separatora (boundary) zapowiedzianego w Content-Type.',
      hu: 'A tartalom nem a Content-Type fejlécben jelzett elválasztóval (boundary) kezdődik.',
      en: 'The body does not begin with the boundary that the Content-Type announces.',
    },
    next: {
      pl: 'Sprawdź, czy boundary w nagłówku i w treści jest ten sam.',
      hu: 'Ellenőrizze, hogy a fejlécben és a tartalomban ugyanaz a boundary áll-e.',
      en: 'Check that the boundary in the header and in the body is the same.',
    },
  },
  'soap.cut-off': {
    status: 400,
    fhir: 'incomplete',
    text: {
      pl: 'Wiadomość urwała się przed końcem. Nic z niej nie zostało zapisane.',
      hu: 'Az üzenet a vége előtt megszakadt. Semmi sem lett belőle elmentve.',
      en: 'The message broke off before its end. Nothing of it was stored.',
    },
    next: {
      pl: 'Wyślij wiadomość jeszcze raz.',
      hu: 'Küldje el újra az üzenetet.',
      en: 'Send the message again.',
    },
  },
  'soap.part-header': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Nagłówka jednej z części wiadomości nie da się odczytać.',
      hu: 'Az üzenet egyik részének fejléce nem olvasható.',
      en: 'The header of a part of the message cannot be read.',
    },
    next: {
      pl: 'Nagłówki części mają postać „Nazwa: wartość”, każdy raz, i kończą się pustym wierszem.',
      hu: 'A részek fejléce „Név: érték” alakú, mindegyik egyszer, és üres sorral végződik.',
      en: 'Part headers have the form "Name: value", each once, and end with an empty line.',
    },
  },
  'soap.transfer-encoding': {
    status: 400,
    fhir: 'not-supported',
    text: {
      pl: 'Kodowania części (Content-Transfer-Encoding: {found}) nie obsługujemy albo treść do niego nie pasuje.',
      hu: 'A rész kódolását (Content-Transfer-Encoding: {found}) nem kezeljük, vagy a tartalom nem ilyen.',
      en: 'The encoding of a part (Content-Transfer-Encoding: {found}) is not supported, or the content is not in it.',
    },
    next: {
      pl: 'Użyj binary; znane są też 8bit, 7bit, base64 i quoted-printable.',
      hu: 'Használjon binary kódolást; ismert még: 8bit, 7bit, base64 és quoted-printable.',
      en: 'Use binary; 8bit, 7bit, base64 and quoted-printable are known as well.',
    },
  },
  'soap.too-large': {
    status: 413,
    xds: 'XDSRepositoryOutOfResources',
    fhir: 'too-costly',
    text: {
      pl: 'Wiadomość przekracza granicę: {limit} ({max}).',
      hu: 'Az üzenet túllép egy korlátot: {limit} ({max}).',
      en: 'The message is over a limit: {limit} ({max}).',
    },
    next: {
      pl: 'Wyślij mniej dokumentów naraz; jeden dokument może mieć do 100 MB.',
      hu: 'Küldjön egyszerre kevesebb dokumentumot; egy dokumentum legfeljebb 100 MB lehet.',
      en: 'Send fewer documents at once; one document may have up to 100 MB.',
    },
  },
  'soap.root-missing': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'W wiadomości nie ma części głównej, którą wskazuje parametr start.',
      hu: 'Az üzenetben nincs meg a start paraméterben jelölt fő rész.',
      en: 'The message lacks the root part that its start parameter names.',
    },
    next: {
      pl: 'Parametr start musi być równy Content-ID części z kopertą SOAP.',
      hu: 'A start paraméter legyen azonos a SOAP borítékot hordozó rész Content-ID értékével.',
      en: 'The start parameter has to equal the Content-ID of the part with the SOAP envelope.',
    },
  },
  'soap.part-id-twice': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Dwie części wiadomości mają ten sam Content-ID.',
      hu: 'Az üzenet két részének azonos a Content-ID értéke.',
      en: 'Two parts of the message have the same Content-ID.',
    },
    next: {
      pl: 'Nadaj każdej części własny Content-ID.',
      hu: 'Adjon minden résznek saját Content-ID értéket.',
      en: 'Give each part a Content-ID of its own.',
    },
  },
  'soap.attachment-missing': {
    status: 400,
    xds: 'XDSMissingDocument',
    fhir: 'required',
    text: {
      pl: 'Koperta wskazuje załącznik (xop:Include), którego w wiadomości nie ma.',
      hu: 'A boríték olyan mellékletre hivatkozik (xop:Include), amely nincs az üzenetben.',
      en: 'The envelope names an attachment (xop:Include) that is not in the message.',
    },
    next: {
      pl: 'Dołącz część o tym Content-ID albo wpisz treść jako base64.',
      hu: 'Csatolja az ilyen Content-ID értékű részt, vagy írja be a tartalmat base64 alakban.',
      en: 'Add the part with that Content-ID, or write the content as base64.',
    },
  },
  'soap.attachment-unreferenced': {
    status: 400,
    xds: 'XDSMissingDocumentMetadata',
    fhir: 'structure',
    text: {
      pl: 'Wiadomość ma załącznik, na który koperta nie wskazuje.',
      hu: 'Az üzenetben olyan melléklet van, amelyre a boríték nem hivatkozik.',
      en: 'The message carries an attachment to which the envelope does not refer.',
    },
    next: {
      pl: 'Usuń tę część albo wskaż ją przez xop:Include w Body.',
      hu: 'Hagyja el ezt a részt, vagy hivatkozzon rá xop:Include elemmel a Body részben.',
      en: 'Leave that part out, or refer to it by an xop:Include in the Body.',
    },
  },
  'soap.attachment-order': {
    status: 400,
    fhir: 'not-supported',
    text: {
      pl: 'Załączników podpisanej wiadomości nie można tu sprawdzić w innej kolejności niż w kopercie.',
      hu: 'Aláírt üzenet mellékletei itt csak a boríték szerinti sorrendben ellenőrizhetők.',
      en: 'Attachments of a signed message cannot be checked here in another order than the envelope has.',
    },
    next: {
      pl: 'Wyślij kopertę jako pierwszą część, a załączniki w kolejności elementów xop:Include.',
      hu: 'Küldje a borítékot első részként, a mellékleteket az xop:Include elemek sorrendjében.',
      en: 'Send the envelope as the first part and the attachments in the order of the xop:Include elements.',
    },
  },
  'soap.include': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Element xop:Include ma złą postać.',
      hu: 'Az xop:Include elem alakja nem megfelelő.',
      en: 'An xop:Include does not have the right form.',
    },
    next: {
      pl: 'Ma stać sam w elemencie z treścią i mieć href="cid:…".',
      hu: 'Egyedül álljon a tartalmat jelölő elemben, href="cid:…" értékkel.',
      en: 'It stands alone in the element whose content it is, and carries href="cid:…".',
    },
  },
  'soap.include-in-header': {
    status: 400,
    fhir: 'not-supported',
    text: {
      pl: 'W nagłówku koperty treść przeniesiono do załącznika; przyjmujemy to tylko w Body.',
      hu: 'A boríték fejlécében mellékletbe helyeztek át tartalmat; ezt csak a Body részben fogadjuk el.',
      en: "Content of the envelope's Header was moved into an attachment; that is taken in the Body only.",
    },
    next: {
      pl: 'Wyłącz optymalizację MTOM dla podpisu i certyfikatu w nagłówku Security.',
      hu: 'Kapcsolja ki az MTOM optimalizálást a Security fejléc aláírására és tanúsítványára.',
      en: 'Switch off MTOM optimisation for the signature and the certificate in the Security header.',
    },
  },
  'soap.content-place': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Załącznik albo długi tekst stoi w elemencie, który nie jest dokumentem.',
      hu: 'Melléklet vagy hosszú szöveg olyan elemben áll, amely nem dokumentum.',
      en: 'An attachment or a long text stands in an element that is no document.',
    },
    next: {
      pl: 'W załącznikach mogą iść tylko dokumenty; wartości metadanych wpisz w kopercie.',
      hu: 'Mellékletben csak dokumentum küldhető; a metaadatok értékeit írja a borítékba.',
      en: 'Only documents may travel as attachments; write the values of metadata in the envelope.',
    },
  },
  'soap.base64': {
    status: 400,
    xds: 'XDSRepositoryError',
    fhir: 'structure',
    text: {
      pl: 'Treść dokumentu nie jest poprawnym zapisem base64.',
      hu: 'A dokumentum tartalma nem szabályos base64 kódolású.',
      en: 'The content of a document is not correct base64.',
    },
    next: {
      pl: 'Zakoduj dokument jeszcze raz: tylko A–Z, a–z, 0–9, „+”, „/”, na końcu „=”; odstępy są dozwolone.',
      hu: 'Kódolja újra a dokumentumot: csak A–Z, a–z, 0–9, „+”, „/”, a végén „=”; szóköz és sortörés lehet benne.',
      en: 'Encode the document again: only A–Z, a–z, 0–9, "+", "/", "=" at the end; white space is allowed.',
    },
  },
  'soap.base64-layout': {
    status: 400,
    fhir: 'too-costly',
    text: {
      pl: 'Zapis base64 podpisanego dokumentu jest pocięty zbyt nieregularnie, by sprawdzić podpis.',
      hu: 'Az aláírt dokumentum base64 szövege túl rendszertelenül tördelt az aláírás ellenőrzéséhez.',
      en: 'The base64 text of a signed document is broken up too irregularly to check the signature.',
    },
    next: {
      pl: 'Zapisz base64 bez odstępów albo w wierszach równej długości.',
      hu: 'Írja a base64 szöveget szóközök nélkül vagy egyenlő hosszú sorokban.',
      en: 'Write the base64 without white space or in lines of equal length.',
    },
  },
  'soap.content-mark': {
    status: 400,
    fhir: 'security',
    text: {
      pl: 'Wiadomość używa przestrzeni nazw zastrzeżonej dla tego serwera.',
      hu: 'Az üzenet olyan névteret használ, amely ennek a kiszolgálónak van fenntartva.',
      en: 'The message uses a namespace that is reserved for this server.',
    },
    next: {
      pl: 'Usuń element z przestrzeni urn:kartoteka:content.',
      hu: 'Hagyja el az urn:kartoteka:content névtérbe tartozó elemet.',
      en: 'Remove the element of the namespace urn:kartoteka:content.',
    },
  },
  'soap.version': {
    status: 400,
    fhir: 'not-supported',
    text: {
      pl: 'To nie jest koperta SOAP 1.1 ani 1.2.',
      hu: 'Ez nem SOAP 1.1 vagy 1.2 boríték.',
      en: 'This is not an envelope of SOAP 1.1 or 1.2.',
    },
    next: {
      pl: 'Wyślij kopertę z przestrzeni http://www.w3.org/2003/05/soap-envelope.',
      hu: 'Küldjön borítékot a http://www.w3.org/2003/05/soap-envelope névtérben.',
      en: 'Send an envelope of the namespace http://www.w3.org/2003/05/soap-envelope.',
    },
  },
  'soap.envelope': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Koperta SOAP ma złą budowę: po Header jedno Body, a w Body jeden element.',
      hu: 'A SOAP boríték felépítése hibás: a Header után egy Body, abban egy elem.',
      en: 'The SOAP envelope is not built as it should be: after Header one Body, in Body one element.',
    },
    next: {
      pl: 'Sprawdź kopertę w programie nadawcy.',
      hu: 'Ellenőrizze a borítékot a küldő programban.',
      en: 'Check the envelope in the sending program.',
    },
  },
  'soap.must-understand': {
    status: 500,
    fhir: 'not-supported',
    text: {
      pl: 'Nadawca żąda zrozumienia nagłówka {header}, którego tu nie obsługujemy.',
      hu: 'A küldő megköveteli a(z) {header} fejléc megértését, amelyet itt nem kezelünk.',
      en: 'The sender requires the header {header} to be understood, which is not supported here.',
    },
    next: {
      pl: 'Wyślij wiadomość bez tego nagłówka albo bez mustUnderstand.',
      hu: 'Küldje az üzenetet e fejléc vagy a mustUnderstand jelölés nélkül.',
      en: 'Send the message without that header, or without mustUnderstand.',
    },
  },
  'soap.addressing': {
    status: 400,
    fhir: 'structure',
    text: {
      pl: 'Nagłówek WS-Addressing {header} jest powtórzony, za długi albo ma złą postać.',
      hu: 'A(z) {header} WS-Addressing fejléc ismétlődik, túl hosszú, vagy az alakja nem megfelelő.',
      en: 'The WS-Addressing header {header} is repeated, too long or not in the right form.',
    },
    next: {
      pl: 'Każdy z nagłówków To, Action, MessageID i ReplyTo może wystąpić raz.',
      hu: 'A To, Action, MessageID és ReplyTo fejléc egyenként egyszer szerepelhet.',
      en: 'Each of To, Action, MessageID and ReplyTo may occur once.',
    },
  },
  'soap.fault': {
    status: 502,
    fhir: 'exception',
    text: {
      pl: 'Druga strona odrzuciła wiadomość (SOAP Fault, {faultCode}).',
      hu: 'A másik fél elutasította az üzenetet (SOAP Fault, {faultCode}).',
      en: 'The other side refused the message (SOAP fault, {faultCode}).',
    },
    next: {
      pl: 'Przeczytaj poniżej, co odpowiedziała druga strona.',
      hu: 'Olvassa el alább a másik fél válaszát.',
      en: 'Read below what the other side answered.',
    },
  },
  'soap.http-bad-request': {
    status: 502,
    fhir: 'exception',
    text: {
      pl: 'Wystąpił błąd „Bad Request (400)”: certyfikat nie należy do tego konta albo żądania nie dało się odczytać.',
      hu: '„Bad Request (400)” válasz érkezett: a tanúsítvány nem ehhez a fiókhoz tartozik, vagy a kérés nem volt olvasható.',
      en: 'The answer was "Bad Request (400)": the certificate is not of this account, or the request could not be read.',
    },
    next: {
      pl: 'Sprawdź, czy CN obu certyfikatów to „ID konta TLS” i „ID konta WSS” tego konta.',
      hu: 'Ellenőrizze, hogy a két tanúsítvány CN értéke e fiók „azonosító TLS” és „azonosító WSS” neve-e.',
      en: 'Check that the CN of both certificates is "account id TLS" and "account id WSS" of this account.',
    },
  },
  'soap.http-forbidden': {
    status: 502,
    fhir: 'forbidden',
    text: {
      pl: 'Wystąpił błąd: „Forbidden (403)”: certyfikat nie jest zarejestrowany na koncie, stracił ważność albo został odwołany.',
      hu: '„Forbidden (403)” válasz érkezett: a tanúsítvány nincs regisztrálva a fiókon, lejárt, vagy visszavonták.',
      en: 'The answer was "Forbidden (403)": the certificate is not registered on the account, expired or revoked.',
    },
    next: {
      pl: 'Wyślij biuru oba certyfikaty publiczne i poproś o sprawdzenie konta.',
      hu: 'Küldje el az ügyfélszolgálatnak mindkét nyilvános tanúsítványt, és kérje a fiók ellenőrzését.',
      en: 'Send both public certificates to the office and ask for the account to be checked.',
    },
  },
  'soap.http-status': {
    status: 502,
    fhir: 'exception',
    text: {
      pl: 'Druga strona odpowiedziała kodem HTTP {status} zamiast wiadomości SOAP.',
      hu: 'A másik fél SOAP üzenet helyett {status} HTTP-kóddal válaszolt.',
      en: 'The other side answered with HTTP status {status} instead of a SOAP message.',
    },
    next: {
      pl: 'Sprawdź adres usługi; spróbuj ponownie później.',
      hu: 'Ellenőrizze a szolgáltatás címét; próbálja meg később.',
      en: 'Check the address of the service; try again later.',
    },
  },
  'soap.answer': {
    status: 502,
    fhir: 'exception',
    text: {
      pl: 'Odpowiedź drugiej strony nie należy do wysłanej wiadomości (RelatesTo).',
      hu: 'A másik fél válasza nem az elküldött üzenethez tartozik (RelatesTo).',
      en: 'The answer of the other side does not belong to the message that was sent (RelatesTo).',
    },
    next: {
      pl: 'Wyślij wiadomość jeszcze raz; gdy się powtórzy, zgłoś to drugiej stronie.',
      hu: 'Küldje el újra az üzenetet; ha ismétlődik, jelezze a másik félnek.',
      en: 'Send the message again; if it comes back, tell the other side.',
    },
  },
});
