import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  brought,
  cutOff,
  newcomer,
  officialExamples,
  picture,
  shownId,
  withOtherWords,
} from './brought-documents.ts';
import { type DemoInstallation, startDemo } from './demo-installation.ts';
import { type PracticeDesk, practiceDesk } from './practice-desk.ts';
import {
  desktop,
  dropFiles,
  missingBrowser,
  openBrowser,
  phone,
  savedBy,
  type Visitor,
  visit,
} from './visitor.ts';

const missing = missingBrowser();
if (missing) console.warn(`nobody walks through the product: ${missing}`);

const consultation = brought('KON', '880001', true);
const discharge = brought('KIF', '880002');
const patientName = `${newcomer.family} ${newcomer.given}`;
const password = 'jesienny wiatr nad rzeka';

/** How soon a page that stays open lets go of a document whose consent was revoked. */
const goneFromPageMsMax = 8_000;

vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(missing)('from a file to the screen of the patient', () => {
  let installation: DemoInstallation;
  let browser: Browser;
  let doctor: Visitor;
  let desk: PracticeDesk;
  let patient: Visitor;
  const invitation = { code: '', url: '' };

  const button = (name: string | RegExp, { page } = doctor) =>
    page.getByRole('button', { name, exact: true });
  const dialog = () => doctor.page.getByRole('dialog');

  beforeAll(async () => {
    installation = await startDemo();
    browser = await openBrowser();
    doctor = await visit(browser, desktop);
    desk = practiceDesk(doctor.page, installation.demo);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    const end = await installation?.interrupt();
    installation?.remove();
    expect(end).toEqual({ ended: 0, remains: [] });
  }, 60_000);

  it('lets the doctor in and shows what waits', async () => {
    await doctor.page.goto(installation.demo.practice.url);
    await doctor.arrive('Zaloguj się', 'sign-in');
    await desk.signIn('doctor');
    await doctor.arrive('Pulpit', 'board');
  });

  it('S003-136, S003-140, S003-141 leads to the archive by the known path and shows the known columns', async () => {
    await desk.choose('Moduły dodatkowe', 'Archiwum dokumentów', 'Przegląd archiwum');
    await doctor.page.getByText('60 dokumentów', { exact: true }).waitFor();
    await doctor.arrive('Przegląd archiwum dokumentów', 'archive');
    const headers = await doctor.page.getByRole('columnheader').allInnerTexts();
    const known = [
      'Pacjent',
      'Pesel',
      'eRepozytorium',
      'Wystawiono zgodę',
      'Rodzaj',
      'Data dodania',
    ];
    expect(headers.map((text) => text.trim())).toEqual(
      expect.arrayContaining([...known, 'Użytkownik dostawcy']),
    );
    expect(await desk.row('Hipotetyczna Ewelina').first().innerText()).toMatch(
      /\d{4}-\d{2}-\d{2}\s\d{2}:\d{2}/,
    );
  });

  it('takes dropped files in, recognises them, and makes the card of their patient', async () => {
    await dropFiles(button('Wczytaj pliki').locator('..'), [consultation, discharge]);
    const results = doctor.page.getByRole('region', { name: 'Wczytywanie dokumentów' });
    await results.getByText('Zakończono: 2 pliki').waitFor();
    await doctor.arrive('Przegląd archiwum dokumentów', 'brought-in');
    const line = results.getByRole('listitem').filter({ hasText: consultation.name });
    expect(await line.innerText()).toMatch(/Zapisany.*onsultacj.*Założono kartę pacjenta/s);
    await line.getByRole('link', { name: 'Otwórz dokument' }).click();
  });

  it('brings the document into the cloud by itself and keeps the receipt', async () => {
    const state = doctor.page.getByRole('region', { name: 'eRepozytorium' });
    await state.getByText('W chmurze', { exact: true }).waitFor();
    await state.getByText(installation.demo.cloud.repositoryUniqueId).waitFor();
    await state.getByText('Chmura potwierdziła przyjęcie tego dokumentu.').waitFor();
    await doctor.arrive(/Konsultacja/, 'document');
    expect(await doctor.page.title()).not.toContain(newcomer.family);
  });

  it('S003-147, S003-156 shows the document as a page, in a frame that runs nothing', async () => {
    const frame = doctor.page.frameLocator('iframe');
    await frame.getByText(newcomer.pesel).first().waitFor();
    expect(await frame.locator('body').innerText()).toContain(newcomer.family);
    expect(await doctor.page.locator('iframe').getAttribute('sandbox')).toBe('');
  });

  it('S003-146, S003-153, S003-154, S003-155 saves document and stylesheet, byte by byte', async () => {
    const { page } = doctor;
    const pair = await savedBy(page, button('Zapisz XML HL7 CDA'));
    const files = unzipSync(pair.bytes);
    const ending = (end: string) => Object.keys(files).filter((name) => name.endsWith(end));
    const [xml = ''] = ending('.xml');
    const [xsl = ''] = ending('.xsl');
    expect(Object.keys(files)).toHaveLength(2);
    expect(Buffer.from(files[xml] ?? [])).toEqual(Buffer.from(consultation.bytes));
    expect(Buffer.from(files[xsl] ?? []).toString()).toContain('xsl:stylesheet');
    const alone = await savedBy(page, button('Sam dokument (XML)'));
    expect(alone.bytes).toEqual(Buffer.from(consultation.bytes));
    const html = await savedBy(page, button('Zapisz HTML'));
    expect(html.name).toMatch(/^KON-.*\.html$/);
    expect(html.bytes.toString()).toContain(newcomer.pesel);
  });

  it('S003-148, S003-149 shows the attachment as an image and saves it', async () => {
    const { page } = doctor;
    const list = page.getByRole('region', { name: 'Załączniki' });
    const saved = await savedBy(page, list.getByRole('button', { name: /^Zapisz załącznik/ }));
    expect(saved.bytes).toEqual(picture);
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      list.getByRole('button', { name: /^Pokaż/ }).click(),
    ]);
    await tab.waitForLoadState();
    const width = await tab.evaluate("document.querySelector('img')?.naturalWidth");
    expect(width).toBe(1);
    await tab.close();
  });

  it('S003-142, S003-144 shares a chosen document with its consent in one window', async () => {
    const { page } = doctor;
    await page.getByRole('link', { name: 'Przegląd archiwum' }).first().click();
    await desk.searchArchive({ 'Pacjent lub PESEL': 'wedrowna-swiezo' });
    await page.getByText('2 dokumenty', { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: 'Zaznacz wszystkie na tej stronie' }).check();
    await button('Udostępnij').click();
    await dialog().getByText('Udostępniane dokumenty: 2').waitFor();
    await doctor.judge('share-form');
    await button(/^Pomiń: Karta/).click();
    expect(await dialog().getByLabel('Data od').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await dialog().getByLabel('Sprawa').inputValue()).not.toBe('');
    await dialog().getByText(`Pacjent: ${patientName}`).waitFor();
    await dialog().getByLabel('Sprawa').fill('Kontrola po konsultacji');
    await dialog().getByRole('button', { name: 'Udostępnij', exact: true }).click();
    await dialog().getByText('Udostępniono. Chmura potwierdziła dokumenty i zgodę.').waitFor();
    await doctor.judge('share');
  });

  it('invites the patient from the same window, with a code that is shown once', async () => {
    await button('Zaproś pacjenta do portalu').click();
    invitation.code = await dialog().locator('output').innerText();
    invitation.url = /http:\S+\/portal\/\S+/.exec(await dialog().innerText())?.[0] ?? '';
    await doctor.judge('invitation');
    await doctor.page.keyboard.press('Escape');
    const ticks = async (words: string) =>
      (await desk.row(words).innerText()).match(/✓/g)?.length ?? 0;
    await expect.poll(() => ticks('Konsultacja')).toBe(2);
    await expect.poll(() => ticks('Karta informacyjna'), { timeout: 15_000 }).toBe(1);
  });

  it('S003-143, S003-145 shows the document to the patient in the portal, and this one only', async () => {
    patient = await visit(browser, phone);
    const { page } = patient;
    await page.goto(invitation.url);
    await patient.arrive('Skorzystaj z zaproszenia', 'portal-invitation');
    await page.getByLabel('Kod zaproszenia').fill(invitation.code);
    await button('Dalej', patient).click();
    await patient.arrive('Ustaw hasło', 'portal-password');
    const login = page.getByLabel('Login, którym będziesz się logować');
    if (await login.isVisible()) await login.fill('lucja.wedrowna');
    await page.getByLabel('Nowe hasło', { exact: true }).fill(password);
    await button('Ustaw hasło i przejdź dalej', patient).click();
    await page.getByText('1 dokument', { exact: true }).waitFor();
    await page.getByText('Kontrola po konsultacji').waitFor();
    await patient.arrive('Moje dokumenty', 'portal-documents');
  });

  it('lets the patient read the document and keep it, byte by byte', async () => {
    const { page } = patient;
    await page.getByRole('link', { name: /Konsultacja/ }).click();
    await page.frameLocator('iframe').getByText(newcomer.pesel).first().waitFor();
    await patient.arrive(/Konsultacja/, 'portal-phone');
    const xml = await savedBy(page, button('Pobierz XML', patient));
    expect(xml.bytes).toEqual(Buffer.from(consultation.bytes));
    const html = await savedBy(page, button('Pobierz HTML', patient));
    expect(html.bytes.toString()).toContain(newcomer.pesel);
  });

  it('tells the patient who opened the documents', async () => {
    const { page } = patient;
    await button('Otwórz menu', patient).click();
    await page.getByRole('link', { name: 'Kto oglądał' }).click();
    for (const deed of ['Otwarto na stronie', 'Pobrano HTML', 'Pobrano XML']) {
      await page.getByText(deed).first().waitFor();
    }
    await patient.arrive('Kto otwierał moje dokumenty', 'portal-access');
  });

  it('S003-175, S003-177, S003-179, S003-180, S003-181, S003-182, S003-183 keeps the consent in the register', async () => {
    const { page } = doctor;
    await desk.choose(
      'Zarządzanie',
      'Ochrona danych osobowych',
      'Rejestr zgód dla eRepozytorium w chmurze',
    );
    await desk.row(patientName, 'Kontrola po konsultacji').waitFor();
    await doctor.arrive('Rejestr zgód dla eRepozytorium w chmurze', 'consents');
    await page.getByRole('link', { name: patientName }).click();
    await doctor.arrive(`Zgoda: ${patientName}`, 'consent');
    const terms = await page.getByRole('term').allInnerTexts();
    expect(terms).toEqual(
      expect.arrayContaining(['Data od', 'Data do', 'Pacjent', 'Odbiorca', 'Sprawa']),
    );
    const headers = await page.getByRole('columnheader').allInnerTexts();
    expect(headers.map((text) => text.trim())).toEqual([
      'Identyfikator dokumentu',
      'Nazwa dokumentu',
      'Data wystawienia',
      'Wysłano',
    ]);
    expect(await desk.row('Konsultacja').innerText()).toMatch(shownId('880001'));
  });

  it('S003-186 takes the document from the patient when the consent is revoked', async () => {
    const { page } = doctor;
    await patient.page.goto(installation.demo.portal.url);
    await patient.page.getByText('1 dokument', { exact: true }).waitFor();
    await button('Odwołanie zgody').click();
    await doctor.judge('revocation');
    await dialog().getByRole('button', { name: 'Odwołanie zgody', exact: true }).click();
    await page.getByText('Odwołana', { exact: true }).first().waitFor();
    // The receipt of the cloud is here: whoever asks from now on does not get the document.
    const list = await patient.page.request.get(`${installation.demo.portal.url}/api/documents`);
    expect(await list.json()).toMatchObject({ documents: [] });
    const empty = patient.page.getByRole('heading', { name: 'Na razie nie ma tu dokumentów' });
    await empty.waitFor({ timeout: goneFromPageMsMax });
    await patient.arrive('Moje dokumenty', 'portal-empty');
    await doctor.arrive(`Zgoda: ${patientName}`, 'consent-revoked');
    await patient.leave();
  });

  it('says in words what is wrong with a broken file and what to do', async () => {
    const { page } = doctor;
    await desk.choose('Moduły dodatkowe', 'Archiwum dokumentów', 'Przegląd archiwum');
    await dropFiles(button('Wczytaj pliki').locator('..'), [
      cutOff(consultation),
      { name: 'notatka.txt', bytes: Buffer.from('kup mleko') },
      consultation,
    ]);
    const results = page.getByRole('region', { name: 'Wczytywanie dokumentów' });
    await results.getByText('Zakończono: 3 pliki').waitFor();
    await doctor.arrive('Przegląd archiwum dokumentów', 'broken-files');
    for (const name of ['urwany.xml', 'notatka.txt']) {
      const words = await results.getByRole('listitem').filter({ hasText: name }).innerText();
      expect(words).toContain('Nieprzyjęty');
      // What happened, and what to do: two sentences at least.
      expect(words.match(/\.(\s|$)/g)?.length).toBeGreaterThanOrEqual(2);
    }
    await results.getByText('Już jest w archiwum').waitFor();
  });

  it('shows two documents with one identifier side by side and keeps the decision', async () => {
    const { page } = doctor;
    await dropFiles(button('Wczytaj pliki').locator('..'), [withOtherWords(consultation)]);
    await page.getByRole('link', { name: 'Porównaj i zdecyduj' }).click();
    await page.getByText('Dwa dokumenty mają ten sam identyfikator').waitFor();
    await page.getByRole('region', { name: 'Dokument, który był tu wcześniej' }).waitFor();
    await doctor.arrive(/Konsultacja.*poprawione/, 'conflict');
    await button('Zostaw tylko tutaj').click();
    await dialog().getByRole('button', { name: 'Zostaw tylko tutaj' }).click();
    await page.getByText('Zdecydowano: zostawić tylko tutaj').waitFor();
    await doctor.arrive(/Konsultacja.*poprawione/, 'conflict-decided');
    expect(await page.getByText('Dwa dokumenty mają ten sam identyfikator').count()).toBe(0);
    // Under an identifier that is another document's it goes nowhere; under a new one it may.
    expect(await button('Udostępnij').or(button('Wyślij teraz')).count()).toBe(0);
    await button('Wyślij pod nowym identyfikatorem').click();
    await dialog().getByRole('button', { name: 'Wyślij pod nowym identyfikatorem' }).click();
    await page.getByText('Chmura potwierdziła przyjęcie tego dokumentu.').waitFor();
  });

  it('finds patients without their accents', async () => {
    const { page } = doctor;
    await desk.choose('Pacjenci');
    await page.getByText('21 pacjentów', { exact: true }).waitFor();
    await doctor.arrive('Pacjenci', 'patients');
    await page.getByRole('searchbox').fill('cwiczebna');
    await page.getByText('1 pacjent', { exact: true }).waitFor();
    await page.getByRole('link', { name: /^Ćwiczebna-Długonazwiskowska/ }).click();
    await doctor.arrive('Karta pacjenta', 'patient');
    await button('Zmień dane').click();
    await doctor.arrive(/./, 'patient-edit');
  });

  it('S003-119, S003-120 tries settings of a kind out before they are saved', async () => {
    const { page } = doctor;
    await desk.signOut();
    await desk.signIn('administrator');
    await desk.choose('Moduły dodatkowe', 'Archiwum dokumentów', 'Rodzaje dokumentów');
    await desk.row('Recepta').first().waitFor();
    await doctor.arrive('Rodzaje dokumentów', 'kinds');
    await desk.row(/^REC/).getByRole('button').click();
    const form = page.getByRole('region', { name: '[REC] Recepta' });
    expect(await form.getByRole('term').allInnerTexts()).toEqual(['Rodzaj', 'Nazwa']);
    await form.getByRole('checkbox').check();
    await button('Co zostanie przeniesione').click();
    await form.getByText(/^\[REC\] Recepta – 10 dokumentów/).waitFor();
    await doctor.arrive('Rodzaje dokumentów', 'kinds-dry-run');
    await button('Zapisz').click();
    await page
      .getByText(/Zapisano ustawienia rodzaju REC/)
      .first()
      .waitFor();
    await doctor.arrive('Rodzaje dokumentów', 'kinds-saved');
  });

  it('shows the account in the cloud as its administrator knows it', async () => {
    await desk.choose(
      'Zarządzanie',
      'Konfiguracja',
      'Konfigurator',
      'Funkcje dodatkowe',
      'Zarządzanie kontem Chmury dla zdrowia',
    );
    await doctor.page.getByText(installation.demo.cloud.domainOid).first().waitFor();
    await doctor.arrive('Zarządzanie kontem dla eRepozytorium w chmurze', 'cloud');
  });

  it('S003-083, S003-089, S003-090, S003-091 shows and changes the structure with its units', async () => {
    const { page } = doctor;
    await page.getByRole('button', { name: 'Struktura', exact: true }).click();
    await desk.row('01', 'Poradnia ogólna', '0010', 'Ambroży Wymyślny').waitFor();
    await desk.row('02', 'Poradnia kardiologiczna', '1100', 'HC.1.3.1').waitFor();
    await doctor.arrive('Struktura organizacyjna', 'structure');
    await page.getByRole('button', { name: 'Zmień', exact: true }).click();
    const unit = page.getByRole('group', { name: 'Komórka 2' });
    await unit.getByLabel('Kod res. VIII').fill('11');
    await page.getByRole('button', { name: 'Zapisz', exact: true }).click();
    await page.getByText('Część VIII to cztery cyfry').first().waitFor();
    await doctor.judge('structure-refused');
    await unit.getByLabel('Kod res. VIII').fill('1102');
    await page.getByRole('button', { name: 'Zapisz', exact: true }).click();
    await desk.row('02', 'Poradnia kardiologiczna', '1102').waitFor();
  });

  it('speaks Polish, Hungarian and English', async () => {
    const { page } = doctor;
    await desk.choose('Moduły dodatkowe', 'Archiwum dokumentów', 'Rodzaje dokumentów');
    // Words of the server change with those of the page.
    for (const [language, prescription] of [
      ['English', 'Prescription'],
      ['Polski', 'Recepta'],
      ['Magyar', 'Vény'],
    ] as const) {
      await desk.speak(language);
      await desk.row('REC', prescription).waitFor();
      await doctor.judge(`kinds-${prescription}`);
    }
    await page.getByRole('link', { name: 'Áttekintés', exact: true }).click();
    await doctor.arrive('Áttekintés', 'board-hu');
    expect(await page.locator('html').getAttribute('lang')).toBe('hu');
    await page.getByRole('link', { name: 'Archívum áttekintése' }).click();
    await page.getByRole('row').nth(3).waitFor();
    await doctor.arrive(/archívum/i, 'archive-hu');
    await desk.speak('English');
    await page.getByRole('row').nth(3).waitFor();
    await doctor.arrive(/archive/i, 'archive-en');
    await desk.speak('Polski');
    await doctor.arrive('Przegląd archiwum dokumentów', 'archive-again');
  });

  it('is as good on a phone', async () => {
    const { page } = doctor;
    await doctor.resize(phone);
    await button('Otwórz menu').waitFor();
    await desk.choose('Pulpit');
    await doctor.arrive('Pulpit', 'board-phone');
    await desk.choose('Pacjenci');
    await desk.row(newcomer.family).or(page.getByText('21 pacjentów')).first().waitFor();
    await doctor.arrive('Pacjenci', 'patients-phone');
    for (const [path, heading, name] of onPhone) {
      await desk.choose(...path);
      await doctor.arrive(heading, `${name}-phone`);
    }
    await desk.searchArchive({ 'Pacjent lub PESEL': newcomer.pesel });
    await page.getByText('3 dokumenty', { exact: true }).waitFor();
    await doctor.arrive('Przegląd archiwum dokumentów', 'archive-phone-found');
    await page
      .getByRole('link', { name: /onsultacj/ })
      .first()
      .click();
    await doctor.arrive(/Konsultacja/, 'document-phone');
    await page.goto(`${installation.demo.practice.url}/cloud/structure`);
    await doctor.arrive('Struktura organizacyjna', 'structure-phone');
    await doctor.resize(desktop);
  });

  const examples = officialExamples();
  if (examples.length === 0)
    console.warn('official examples are not brought in: no folder of them');
  it.skipIf(examples.length === 0)('recognises every official example', async () => {
    const { page } = doctor;
    await desk.choose('Moduły dodatkowe', 'Archiwum dokumentów', 'Przegląd archiwum');
    await dropFiles(button('Wczytaj pliki').locator('..'), examples);
    const results = page.getByRole('region', { name: 'Wczytywanie dokumentów' });
    await results.getByText(`Zakończono: ${examples.length}`).waitFor({ timeout: 60_000 });
    await doctor.arrive('Przegląd archiwum dokumentów', 'official');
    expect(await results.getByText(/^(Nieprzyjęty|Nie wiadomo)$/).count()).toBe(0);
  });

  it('was accessible on every page and broke no policy of the browser', () => {
    for (const { found, complaints } of [doctor, patient]) {
      expect.soft(found).toEqual([]);
      expect.soft(complaints).toEqual([]);
    }
  });
});

const archive = ['Moduły dodatkowe', 'Archiwum dokumentów'] as const;
/** Pages of the practice on a phone: way in the menu, heading, name of the picture. */
const onPhone = [
  [
    ['Zarządzanie', 'Ochrona danych osobowych', 'Rejestr zgód dla eRepozytorium w chmurze'],
    'Rejestr zgód dla eRepozytorium w chmurze',
    'consents',
  ],
  [
    ['Zarządzanie', 'Konfiguracja', 'Zarządzanie kontem Chmury dla zdrowia'],
    'Zarządzanie kontem dla eRepozytorium w chmurze',
    'cloud',
  ],
  [[...archive, 'Rodzaje dokumentów'], 'Rodzaje dokumentów', 'kinds'],
  [[...archive, 'Przegląd archiwum'], 'Przegląd archiwum dokumentów', 'archive'],
] as const;
