import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's interpreter: the one that has lxml and xmlsec. */
const python = '/usr/bin/python3';

/** Debian packages, not dependencies. */
export const programs = { xmlsec1: 'xmlsec1', xmllint: 'xmllint' } as const;

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export const hasLxml = existsSync(python) && works(python, ['-c', 'import lxml.etree']);
export const hasPythonXmlsec =
  existsSync(python) && works(python, ['-c', 'import lxml.etree, xmlsec']);
export const hasXmlsec1 = works(programs.xmlsec1, ['--version']);
export const hasXmllint = works(programs.xmllint, ['--version']);

for (const [judge, present] of Object.entries({
  lxml: hasLxml,
  'python3-xmlsec': hasPythonXmlsec,
  xmlsec1: hasXmlsec1,
  xmllint: hasXmllint,
})) {
  if (!present) console.warn(`skipped: ${judge} is not installed and judges nothing`);
}

/**
 * Runs a Python program that reads one JSON value from its input and prints one.
 *
 * @example askPython('import json, sys; print(json.dumps(json.load(sys.stdin) + 1))', 1) // 2
 */
export function askPython(program: string, input: unknown): unknown {
  const output = execFileSync(python, ['-c', program], {
    input: JSON.stringify(input),
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(output.toString('utf8'));
}
