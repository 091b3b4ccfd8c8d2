import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Identity, names } from './message.sample.ts';

const python = '/usr/bin/python3';
/** Debian packages, not dependencies. */
export const programs = { xmlsec1: 'xmlsec1', openssl: 'openssl' } as const;
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const tokenProfile =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0';

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export const hasXmlsec1 = works(programs.xmlsec1, ['--version']);
export const hasPythonXmlsec = existsSync(python) && works(python, ['-c', 'import lxml, xmlsec']);

/** The elements with a wsu:Id that xmlsec1 is told about. */
const idAttributes = [
  `${names.soap}:Body`,
  `${names.wsu}:Timestamp`,
  `${names.wsse}:BinarySecurityToken`,
  `${names.wsa}:To`,
  `${names.wsa}:Action`,
  `${names.wsa}:MessageID`,
].flatMap((node) => ['--id-attr:Id', node]);

export function xmlsec1Verifies(
  message: string,
  identity: Identity,
): { ok: boolean; said: string } {
  const publicKeyPem = new X509Certificate(identity.certificatePem).publicKey
    .export({ type: 'spki', format: 'pem' })
    .toString();
  return runXmlsec1(['--verify', '--pubkey-pem'], publicKeyPem, message);
}

/** Fills the digests and the value of a template. */
export function xmlsec1Signs(template: string, identity: Identity): string {
  const { ok, said } = runXmlsec1(['--sign', '--privkey-pem'], identity.privateKeyPem, template);
  if (!ok) throw new Error(said);
  return said;
}

function runXmlsec1(args: readonly string[], keyPem: string, message: string) {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-wss-'));
  try {
    writeFileSync(join(folder, 'message.xml'), message);
    writeFileSync(join(folder, 'key.pem'), keyPem);
    const all = [...args, join(folder, 'key.pem'), ...idAttributes, join(folder, 'message.xml')];
    const output = execFileSync(programs.xmlsec1, all, { stdio: ['ignore', 'pipe', 'pipe'] });
    return { ok: true, said: output.toString('utf8') };
  } catch (error) {
    return { ok: false, said: String((error as { stderr?: Buffer }).stderr) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface TemplateOptions {
  readonly times: { readonly created: string; readonly expires: string };
  /** PrefixLists as WSS4J writes them: of SignedInfo, of the Body, of the Timestamp. */
  readonly lists?: {
    readonly signedInfo: string;
    readonly body: string;
    readonly timestamp: string;
  };
}

/** A message with a WSS4J-like Security header whose ds:Signature still waits for its values. */
export function signatureTemplate(
  envelope: string,
  identity: Identity,
  options: TemplateOptions,
): string {
  const token = new X509Certificate(identity.certificatePem).raw.toString('base64');
  const { lists, times } = options;
  const list = (prefixes: string | undefined) =>
    prefixes === undefined
      ? ''
      : `<ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="${prefixes}"/>`;
  const reference = (id: string, prefixes: string | undefined) =>
    `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${exclusive}">${list(prefixes)}</ds:Transform></ds:Transforms>` +
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>';
  const security =
    `<wsse:Security xmlns:wsse="${names.wsse}" s:mustUnderstand="true">` +
    `<wsse:BinarySecurityToken EncodingType="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary" ValueType="${tokenProfile}#X509v3" wsu:Id="X509-foreign">${token.replace(/.{64}/g, '$&\n')}</wsse:BinarySecurityToken>` +
    `<wsu:Timestamp wsu:Id="TS-foreign"><wsu:Created>${times.created}</wsu:Created><wsu:Expires>${times.expires}</wsu:Expires></wsu:Timestamp>` +
    `<ds:Signature xmlns:ds="${names.ds}" Id="SIG-foreign"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${exclusive}">${list(lists?.signedInfo)}</ds:CanonicalizationMethod>` +
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
    `${reference('body-1', lists?.body)}${reference('TS-foreign', lists?.timestamp)}</ds:SignedInfo><ds:SignatureValue/>` +
    `<ds:KeyInfo Id="KI-foreign"><wsse:SecurityTokenReference wsu:Id="STR-foreign"><wsse:Reference URI="#X509-foreign" ValueType="${tokenProfile}#X509v3"/></wsse:SecurityTokenReference></ds:KeyInfo>` +
    '</ds:Signature></wsse:Security>';
  return envelope.replace('<s:Header>', () => `<s:Header>${security}`);
}

/** Signs templates in Python, or answers which messages hold. */
export function pythonSigns(templates: readonly string[], identity: Identity): string[] {
  return askPython(signProgram, {
    keyPem: identity.privateKeyPem,
    messages: templates,
  }) as string[];
}

export function pythonVerifies(messages: readonly string[], identity: Identity): boolean[] {
  const keyPem = identity.certificatePem;
  return askPython(verifyProgram, { keyPem, messages }) as boolean[];
}

export const hasZeep = existsSync(python) && works(python, ['-c', 'import xmlsec, zeep.wsse']);

/** Signs by zeep's own two ways of naming the certificate: in a token, and in KeyInfo. */
export function zeepSigns(envelope: string, identity: Identity, way: 'token' | 'key-info'): string {
  return askPython(zeepSignProgram, { ...identity, envelope, way }) as string;
}

export function zeepVerifies(message: string, identity: Identity): boolean {
  return askPython(zeepVerifyProgram, { ...identity, message }) as boolean;
}

function askPython(program: string, input: unknown): unknown {
  const output = execFileSync(python, ['-c', program], {
    input: JSON.stringify(input),
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(output.toString('utf8'));
}

const common = `
import json, sys
from lxml import etree
import xmlsec
asked = json.load(sys.stdin)
DS = "{http://www.w3.org/2000/09/xmldsig#}Signature"

def opened(text):
    root = etree.fromstring(text.encode("utf-8"), etree.XMLParser(huge_tree=True))
    xmlsec.tree.add_ids(root, ["Id"])
    return root, next(root.iter(DS))
`;

const signProgram = `${common}
signed = []
for text in asked["messages"]:
    root, signature = opened(text)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(asked["keyPem"], xmlsec.KeyFormat.PEM)
    context.sign(signature)
    signed.append(etree.tostring(root, encoding="unicode"))
print(json.dumps(signed))
`;

const verifyProgram = `${common}
answers = []
for text in asked["messages"]:
    root, signature = opened(text)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(asked["keyPem"], xmlsec.KeyFormat.CERT_PEM)
    try:
        context.verify(signature)
        answers.append(True)
    except xmlsec.Error:
        answers.append(False)
print(json.dumps(answers))
`;

const zeepSignProgram = `
import json, sys
from lxml import etree
import xmlsec
from zeep.wsse import signature
asked = json.load(sys.stdin)
kind = signature.BinarySignature if asked["way"] == "token" else signature.Signature
signer = kind.__new__(kind)
signature.MemorySignature.__init__(signer, asked["privateKeyPem"].encode(), asked["certificatePem"].encode(), None,
    xmlsec.Transform.RSA_SHA256, xmlsec.Transform.SHA256)
envelope = etree.fromstring(asked["envelope"].encode("utf-8"))
signer.apply(envelope, {})
print(json.dumps(etree.tostring(envelope, encoding="unicode")))
`;

const zeepVerifyProgram = `
import json, sys, tempfile
from lxml import etree
from zeep.exceptions import SignatureVerificationFailed
from zeep.wsse.signature import verify_envelope
asked = json.load(sys.stdin)
with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
    file.write(asked["certificatePem"])
    file.flush()
    try:
        verify_envelope(etree.fromstring(asked["message"].encode("utf-8")), file.name)
        print("true")
    except SignatureVerificationFailed:
        print("false")
`;
