import { execFileSync } from 'node:child_process';

/** The TypeScript files of the house that git tracks or would track, below `root`. */
export function listSourceFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((path) => /^(packages|apps|tools|tests)\//.test(path));
}
