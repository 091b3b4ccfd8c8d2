import { faultKinds } from '../../packages/xds/test/rules/kinds.ts';

/** The page `docs/reference/metadata-rules.md`: each kind of fault, its code, and its test. */
export function metadataRuleReference(): string {
  const provoked = faultKinds.flatMap((kind) => ('test' in kind ? [kind] : []));
  const absent = faultKinds.flatMap((kind) => ('absent' in kind ? [kind] : []));
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const lines = [
    '# Faults of messages, their codes, and the tests that provoke them',
    '',
    'Generated from `packages/xds/test/rules/kinds.ts` by `npm run docs`; do not edit.',
    '',
    `${provoked.length} kinds of faults are provoked by one change each of a good message. In ITI-42`,
    'and ITI-57 the codes with `Repository` in their name say `Registry`.',
    '',
    '| kind of fault | answered with | test |',
    '| --- | --- | --- |',
    ...provoked.map(
      ({ kind, code, file, test }) =>
        `| ${kind} | ${code} | packages/xds/test/${file}: ${cell(test)} |`,
    ),
    '',
    '## Kinds that cannot arise here',
    '',
    '| kind of fault | why |',
    '| --- | --- |',
    ...absent.map(({ kind, absent: why }) => `| ${kind} | ${why} |`),
  ];
  return `${lines.join('\n')}\n`;
}
