import type { Translate } from '@kartoteka/ui';

const parts: Readonly<Record<string, 'documentPage.byItself' | 'documentPage.byFolder'>> = {
  outbox: 'documentPage.byItself',
  archive: 'documentPage.byItself',
  folder: 'documentPage.byFolder',
};

/** Who did something: a person by name, a part of the application in words. */
export function actorName(t: Translate, by: string): string {
  const key = Object.hasOwn(parts, by) ? parts[by] : undefined;
  return key ? t(key) : by;
}
