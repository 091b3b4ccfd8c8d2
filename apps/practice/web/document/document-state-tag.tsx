import { StateTag, useMessages } from '@kartoteka/ui';
import type { DocumentState } from '../../src/features/documents/contract.ts';
import { documentStates } from './document-states.ts';

/** Where a document stands, as words, sign and colour. */
export function DocumentStateTag({ state }: { readonly state: DocumentState }) {
  const t = useMessages();
  const { kind, key } = documentStates[state];
  return <StateTag kind={kind}>{t(key)}</StateTag>;
}

/** Beside the state of a version that a newer one replaced. */
export function ReplacedTag() {
  const t = useMessages();
  return <StateTag kind="idle">{t('removal.stateReplaced')}</StateTag>;
}
