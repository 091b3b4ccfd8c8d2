import { catalog, type ProblemCode } from '@kartoteka/kernel';

/** The page `docs/reference/errors.md`: every problem with its wire codes, words and next step. */
export function errorReference(): string {
  const codes = (Object.keys(catalog) as ProblemCode[]).sort();
  const lines = [
    '# Errors',
    '',
    'Generated from the problem catalog by `npm run docs`; do not edit.',
    '',
  ];
  for (const code of codes) {
    const entry = catalog[code];
    const wires = [
      `HTTP ${entry.status}`,
      entry.xds && `XDS \`${entry.xds}\``,
      entry.fhir && `FHIR \`${entry.fhir}\``,
    ].filter(Boolean);
    lines.push(`## ${code}`, '', wires.join(' · '), '');
    for (const language of ['en', 'pl', 'hu'] as const) {
      lines.push(`- ${language}: ${entry.text[language]} *${entry.next[language]}*`);
    }
    lines.push('');
  }
  return lines.join('\n');
}
