import type { DocumentKind } from '../kinds/document-kind.ts';
import type { CdaHeader } from '../read/header-model.ts';

/**
 * A file name without extension that says what the file is and names no patient:
 * `KIF-2014-09-06-2345678`.
 */
export function fileStem(kind: DocumentKind, header: CdaHeader): string {
  const id = header.id?.extension ?? header.id?.root.split('.').at(-1) ?? '';
  const parts = [kind.code, header.effectiveTime?.local.slice(0, 10) ?? '', id];
  return parts
    .map((part) => part.replace(/[^A-Za-z0-9-]/g, '').slice(0, 40))
    .filter((part) => part !== '')
    .join('-');
}
