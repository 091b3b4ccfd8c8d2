import { languages, Problem } from '@kartoteka/kernel';
import { element, readXml, writeXml } from '@kartoteka/xml';
import { describe, expect, it } from 'vitest';
import {
  type EnvelopeInput,
  namespaces,
  parseMediaType,
  readEnvelope,
  readFault,
  receiveSoap,
  type SoapVersion,
  soapFault,
  soapLimitsDefault,
  writeEnvelope,
} from '../src/index.ts';
import { clock, codeOf, envelope, inPieces, memorySink, problemOf, raw } from './sample.ts';

const body = element('x:Ping', { 'xmlns:x': 'urn:x' }, 'pong');
const wsa = (name: string, value: string, more = '') =>
  `<wsa:${name} xmlns:wsa="${namespaces.addressing}" ${more}>${value}</wsa:${name}>`;

const read = (bytes: Uint8Array) => readEnvelope(readXml(bytes).root, soapLimitsDefault);
const readCode = (markup: string) => codeOf(() => read(Buffer.from(markup)));
const receive = (bytes: Uint8Array, understood = [{ namespace: 'urn:known', name: 'Known' }]) =>
  receiveSoap({ contentType: 'text/xml' }, inPieces(bytes, 0), {
    clock,
    sink: memorySink(),
    understood,
  });

describe('an envelope', () => {
  const full: EnvelopeInput = {
    action: 'urn:ihe:iti:2007:RegistryStoredQuery',
    messageId: 'urn:uuid:1 & <2>',
    to: 'https://cloud.example/services/1/xds/registry',
    relatesTo: 'urn:uuid:0',
    replyTo: 'http://www.w3.org/2005/08/addressing/anonymous',
    headers: [element('h:Extra', { 'xmlns:h': 'urn:h' }, 'x')],
    body,
  };

  it('of either version is written and read back', async () => {
    for (const version of ['1.1', '1.2'] as const) {
      const message = read(await writeEnvelope({ ...full, version }));
      const { action, messageId, to, relatesTo, replyTo } = full;
      expect(message.version).toBe(version);
      expect(message.addressing).toEqual({ action, messageId, to, relatesTo, replyTo });
      expect(message.body).toMatchObject({ name: 'Ping', namespace: 'urn:x', nodes: ['pong'] });
      expect(message.headers.map(({ name }) => name)).toContain('Extra');
    }
  });

  it('needs no addressing and no header', async () => {
    expect(read(await writeEnvelope({ body })).addressing).toEqual({});
    const bare = `<e:Envelope xmlns:e="${namespaces.soap11}"><e:Body><a/></e:Body></e:Envelope>`;
    expect(read(Buffer.from(bare))).toMatchObject({ version: '1.1', headers: [], addressing: {} });
  });

  it('marks its Action as one that must be understood', async () => {
    const text = Buffer.from(await writeEnvelope(full)).toString();
    expect(text).toContain('<wsa:Action env:mustUnderstand="1">');
  });

  it('is refused in another version or without Envelope', async () => {
    expect(await readCode('<Envelope/>')).toBe('soap.version');
    expect(await readCode('<e:Envelope xmlns:e="http://www.w3.org/2001/12/soap-envelope"/>')).toBe(
      'soap.version',
    );
    expect(await readCode(`<e:Envelop xmlns:e="${namespaces.soap12}"/>`)).toBe('soap.version');
  });

  it('is refused when it is built in another way', async () => {
    const wrap = (inner: string): string =>
      `<e:Envelope xmlns:e="${namespaces.soap12}">${inner}</e:Envelope>`;
    for (const inner of [
      '',
      '<e:Header/>',
      '<e:Body/>',
      '<e:Body>text</e:Body>',
      '<e:Body><a/><b/></e:Body>',
      '<e:Body><a/></e:Body><e:Body><a/></e:Body>',
      '<e:Body><a/></e:Body><e:Header/>',
      '<e:Header/><e:Header/><e:Body><a/></e:Body>',
      '<e:Header/><e:Body><a/></e:Body><x/>',
      '<Header/><e:Body><a/></e:Body>',
      '<e:Header/><Body><a/></Body>',
      '<x/><e:Body><a/></e:Body>',
    ]) {
      expect(await readCode(wrap(inner)), inner).toBe('soap.envelope');
    }
    expect(await readCode(wrap('<e:Header/><e:Body> <a/> </e:Body>'))).toBe('none');
  });

  it('is refused with addressing that is doubled, empty or endless', async () => {
    for (const name of ['Action', 'To', 'MessageID', 'ReplyTo', 'RelatesTo']) {
      const once = wsa(name, 'x');
      expect(await codeOf(() => read(envelope('<a/>', once)))).toBe('none');
      const problem = await problemOf(
        Promise.resolve().then(() => read(envelope('<a/>', once + once))),
      );
      expect([problem.code, problem.params.header]).toEqual(['soap.addressing', name]);
      expect(await codeOf(() => read(envelope('<a/>', wsa(name, ' '))))).toBe('soap.addressing');
      const long = wsa(name, 'x'.repeat(2049));
      expect(await codeOf(() => read(envelope('<a/>', long)))).toBe('soap.addressing');
    }
  });

  it('takes the RelatesTo of the reply among several relationships', () => {
    const other = wsa('RelatesTo', 'urn:other', 'RelationshipType="urn:x"');
    const reply = wsa(
      'RelatesTo',
      ' urn:mine ',
      `RelationshipType="${namespaces.addressing}/reply"`,
    );
    expect(read(envelope('<a/>', other + reply)).addressing.relatesTo).toBe('urn:mine');
    expect(read(envelope('<a/>', other)).addressing.relatesTo).toBeUndefined();
  });
});

describe('headers that must be understood', () => {
  const soap = (version: SoapVersion) =>
    version === '1.2' ? namespaces.soap12 : namespaces.soap11;
  const withHeader = (version: SoapVersion, attributes: string, name = 'h:Unknown') =>
    Buffer.from(
      `<e:Envelope xmlns:e="${soap(version)}"><e:Header><${name} xmlns:h="urn:h" ${attributes}/></e:Header>` +
        '<e:Body><a/></e:Body></e:Envelope>',
    );
  const outcome = (version: SoapVersion, attributes: string, name?: string) =>
    codeOf(receive(withHeader(version, attributes, name)));

  it('are refused when nobody knows them', async () => {
    for (const version of ['1.1', '1.2'] as const) {
      for (const value of ['1', 'true', ' 1 ']) {
        expect(await outcome(version, `e:mustUnderstand="${value}"`)).toBe('soap.must-understand');
      }
    }
    const problem = await problemOf(receive(withHeader('1.2', 'e:mustUnderstand="1"')));
    expect(problem.params.header).toBe('{urn:h}Unknown');
  });

  it('are passed over when they are optional, known, or marked in another namespace', async () => {
    expect(await outcome('1.2', '')).toBe('none');
    expect(await outcome('1.2', 'e:mustUnderstand="0"')).toBe('none');
    expect(await outcome('1.2', 'e:mustUnderstand="false"')).toBe('none');
    expect(await outcome('1.2', 'mustUnderstand="1"')).toBe('none');
    expect(await outcome('1.2', 'h:mustUnderstand="1"')).toBe('none');
    const known = 'e:mustUnderstand="1" xmlns="urn:known"';
    expect(await outcome('1.2', known, 'Known')).toBe('none');
    expect(await outcome('1.2', known, 'Other')).toBe('soap.must-understand');
    const addressing = `e:mustUnderstand="1" xmlns="${namespaces.addressing}"`;
    expect(await outcome('1.2', addressing, 'FaultTo')).toBe('none');
  });

  it('count only when they are meant for us', async () => {
    const role = `${namespaces.soap12}/role`;
    for (const ours of ['', `${role}/next`, `${role}/ultimateReceiver`]) {
      expect(await outcome('1.2', `e:mustUnderstand="1" e:role="${ours}"`)).toBe(
        'soap.must-understand',
      );
    }
    expect(await outcome('1.2', `e:mustUnderstand="1" e:role="${role}/none"`)).toBe('none');
    expect(await outcome('1.2', 'e:mustUnderstand="1" e:role="urn:other"')).toBe('none');
    const next = 'http://schemas.xmlsoap.org/soap/actor/next';
    expect(await outcome('1.1', `e:mustUnderstand="1" e:actor="${next}"`)).toBe(
      'soap.must-understand',
    );
    expect(await outcome('1.1', 'e:mustUnderstand="1" e:actor="urn:other"')).toBe('none');
  });
});

describe('faults', () => {
  const wrong = new Problem('soap.addressing', { params: { header: 'To' }, place: '/Envelope' });

  it('carry the reason in three languages and the code of the catalog', () => {
    const fault = soapFault(wrong, { relatesTo: 'urn:uuid:1', correlationId: 'c-1' });
    expect(fault.status).toBe(400);
    expect(fault.contentType).toBe('application/soap+xml; charset=UTF-8');
    const message = read(fault.bytes);
    expect(message.addressing.relatesTo).toBe('urn:uuid:1');
    for (const language of languages) {
      const found = readFault(message, [language]);
      expect(found?.reason).toBe(`${wrong.text(language)} ${wrong.next(language)}`);
      expect(found).toMatchObject({ code: 'Sender', subcodes: [], problemCode: 'soap.addressing' });
    }
    expect(fault.bytes.toString()).toContain('correlationId="c-1"');
  });

  it('of SOAP 1.1 have their own names and HTTP status 500', () => {
    const fault = soapFault(wrong, { version: '1.1' });
    expect([fault.status, fault.contentType]).toEqual([500, 'text/xml; charset=UTF-8']);
    expect(Buffer.from(fault.bytes).toString()).toContain('<faultcode>env:Client</faultcode>');
    expect(readFault(read(fault.bytes))).toMatchObject({
      code: 'Sender',
      reason: `${wrong.text('en')} ${wrong.next('en')}`,
      problemCode: 'soap.addressing',
    });
  });

  it('tell whose fault it is', () => {
    const codeOfFault = (problem: Problem, version: SoapVersion) => {
      const fault = soapFault(problem, { version });
      return [readFault(read(fault.bytes))?.code, fault.status];
    };
    const ours = new Problem('service.unexpected');
    const header = new Problem('soap.must-understand', { params: { header: 'x' } });
    const version = new Problem('soap.version');
    expect(codeOfFault(ours, '1.2')).toEqual(['Receiver', 500]);
    expect(codeOfFault(ours, '1.1')).toEqual(['Receiver', 500]);
    expect(codeOfFault(header, '1.2')).toEqual(['MustUnderstand', 500]);
    expect(codeOfFault(version, '1.2')).toEqual(['VersionMismatch', 500]);
    expect(Buffer.from(soapFault(version).bytes).toString()).toContain('SupportedEnvelope');
  });

  it('may carry the code of another specification', () => {
    const subcode = { namespace: namespaces.security, name: 'FailedCheck' };
    const one = readFault(read(soapFault(wrong, { subcode }).bytes));
    expect(one).toMatchObject({ code: 'Sender', subcodes: ['FailedCheck'] });
    const two = soapFault(wrong, { subcode, version: '1.1' });
    expect(Buffer.from(two.bytes).toString()).toContain('>sub:FailedCheck</faultcode>');
  });

  it('of foreign stacks are read', () => {
    const fault12 = `<e:Fault xmlns:e="${namespaces.soap12}"><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value xmlns:w="urn:w">w:InvalidSecurity</e:Value><e:Subcode><e:Value>deep</e:Value></e:Subcode></e:Subcode></e:Code><e:Reason><e:Text xml:lang="en-US">An error</e:Text><e:Text xml:lang="pl">Błąd</e:Text></e:Reason></e:Fault>`;
    const message = read(envelope(fault12));
    expect(readFault(message, ['pl'])).toMatchObject({
      code: 'Sender',
      subcodes: ['InvalidSecurity', 'deep'],
      reason: 'Błąd',
    });
    expect(readFault(message, ['en'])?.reason).toBe('An error');
    expect(readFault(message, ['hu'])?.reason).toBe('An error');
    const fault11 = `<e:Envelope xmlns:e="${namespaces.soap11}"><e:Body><e:Fault><faultcode>e:Client.Auth</faultcode><faultstring>Bad</faultstring><detail><d/></detail></e:Fault></e:Body></e:Envelope>`;
    expect(readFault(read(Buffer.from(fault11)))).toMatchObject({
      code: 'Sender',
      subcodes: ['Auth'],
      reason: 'Bad',
      problemCode: undefined,
    });
    expect(readFault(read(envelope('<Fault/>')))).toBeUndefined();
    const empty = readFault(read(envelope(`<e:Fault xmlns:e="${namespaces.soap12}"/>`)));
    expect(empty).toMatchObject({ code: '', reason: '' });
  });

  it('never carry markup of the sender', () => {
    const nasty = new Problem('soap.content-type', { params: { found: '<x>&"' }, place: '"><y/>' });
    const message = read(soapFault(nasty).bytes);
    expect(readFault(message, ['en'])?.reason).toContain('<x>&"');
  });
});

describe('media types', () => {
  it('are read with parameters in lower case, quotes and escapes gone', () => {
    const media = parseMediaType(
      'Text/XML; Charset="utf-8"; a=b=c; q="x\\"y;z" ; empty=; last="open',
    );
    expect(media.type).toBe('text/xml');
    expect(Object.fromEntries(media.parameters)).toEqual({
      charset: 'utf-8',
      a: 'b=c',
      q: 'x"y;z',
      empty: '',
      last: 'open',
    });
    expect([...parseMediaType('a/b; x=1; X=2').repeated]).toEqual(['x']);
    expect(parseMediaType('').type).toBe('');
    expect(
      parseMediaType(`a/b; x="${'y'.repeat(100_000)}"`).parameters.get('x')?.length,
    ).toBeLessThan(8192);
  });
});

describe('an answer without declaration or with comments', () => {
  it('is read all the same', () => {
    const bytes = writeXml(
      element(
        'env:Envelope',
        { 'xmlns:env': namespaces.soap12 },
        raw('<!-- c --><env:Body><a/></env:Body>'),
      ),
      { declaration: false },
    );
    expect(read(bytes).body.name).toBe('a');
  });
});
