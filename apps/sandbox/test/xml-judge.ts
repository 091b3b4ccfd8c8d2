import { execFileSync } from 'node:child_process';

/** Fails when a foreign parser does not read it. */
export function judgeXml(xml: string): void {
  execFileSync('xmllint', ['--noout', '-'], { input: xml });
}
