import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programs } from './judges.ts';

/** Runs xmlsec1 over one document in a folder of its own. */
export function runXmlsec1(
  mode: 'sign' | 'verify',
  document: string | Uint8Array,
  options: { keyPem: string; idAttributes?: readonly string[]; trusted?: string },
): { ok: boolean; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-xmlsec-'));
  try {
    writeFileSync(join(folder, 'document.xml'), document);
    writeFileSync(join(folder, 'key.pem'), options.keyPem);
    const key = mode === 'sign' ? '--privkey-pem' : '--pubkey-pem';
    const ids = (options.idAttributes ?? []).flatMap((id) => [
      `--id-attr:${id.split(' ')[0]}`,
      id.split(' ')[1] ?? '',
    ]);
    const args = [`--${mode}`, key, join(folder, 'key.pem'), ...ids, join(folder, 'document.xml')];
    const output = execFileSync(programs.xmlsec1, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    return { ok: true, output: output.toString('utf8') };
  } catch (error) {
    return { ok: false, output: String((error as { stderr?: Buffer }).stderr) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Signs `{ xml, id, transforms }[]` in Python; each document's ds:Signature goes last into its root. */
export const pythonSign = `
import json, sys
from lxml import etree
import xmlsec
asked = json.load(sys.stdin)
DS = "http://www.w3.org/2000/09/xmldsig#"
key = xmlsec.Key.from_memory(asked["keyPem"], xmlsec.KeyFormat.PEM)
signed = []
for job in asked["jobs"]:
    root = etree.fromstring(job["xml"].encode("utf-8"))
    references = "".join(
        '<ds:Reference URI="%s"><ds:Transforms>%s</ds:Transforms><ds:DigestMethod Algorithm="%s"/><ds:DigestValue/></ds:Reference>'
        % (r["uri"], r["transforms"], r["digest"]) for r in job["references"])
    template = '<ds:Signature xmlns:ds="%s"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="%s">%s</ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="%s"/>%s</ds:SignedInfo><ds:SignatureValue/></ds:Signature>' % (
        DS, job["canonical"], job.get("list", ""), job["algorithm"], references)
    signature = etree.fromstring(template)
    root.append(signature)
    xmlsec.tree.add_ids(root, ["Id"])
    context = xmlsec.SignatureContext()
    context.key = key
    context.sign(signature)
    signed.append(etree.tostring(root, encoding="unicode"))
print(json.dumps(signed))
`;

/** Verifies `documents[]` in Python with one public key; prints a list of booleans. */
export const pythonVerify = `
import json, sys
from lxml import etree
import xmlsec
asked = json.load(sys.stdin)
key = xmlsec.Key.from_memory(asked["keyPem"], xmlsec.KeyFormat.PEM)
answers = []
for text in asked["documents"]:
    root = etree.fromstring(text.encode("utf-8"))
    xmlsec.tree.add_ids(root, ["Id"])
    signature = root.find(".//{http://www.w3.org/2000/09/xmldsig#}Signature")
    context = xmlsec.SignatureContext()
    context.key = key
    try:
        context.verify(signature)
        answers.append(True)
    except xmlsec.Error:
        answers.append(False)
print(json.dumps(answers))
`;
