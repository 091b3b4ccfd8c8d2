import { useState } from 'react';
import { Button } from '../action/button.tsx';
import { CheckSign, CopySign } from '../action/icons.tsx';
import { useAnnounce } from '../language/announcer.tsx';
import { useMessages } from '../language/messages-context.tsx';

export interface CopyButtonProps {
  /** What is copied. */
  readonly text: string;
  /** What it is, for the button's name: "Copy: PESEL". */
  readonly label: string;
  /** The words on the button; default "Copy". */
  readonly children?: string;
  /** Only the sign, where the value stands beside it. */
  readonly bare?: boolean;
}

/** Copies, shows it and says it (UX-16). Where the browser refuses, it says how to do it by hand. */
export function CopyButton({ text, label, children, bare = false }: CopyButtonProps) {
  const t = useMessages();
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<'copied' | 'blocked'>();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setOutcome('copied');
        announce(t('common.copied'));
      },
      () => {
        setOutcome('blocked');
        announce(t('common.copyBlocked'));
      },
    );
  };
  const words = outcome === 'copied' ? t('common.copied') : (children ?? t('common.copy'));
  return (
    <>
      <Button
        small
        look="quiet"
        icon={
          bare ? undefined : outcome === 'copied' ? <CheckSign size={15} /> : <CopySign size={15} />
        }
        name={outcome === 'copied' ? `${words}: ${label}` : t('common.copyNamed', { label })}
        onClick={copy}
      >
        {bare ? outcome === 'copied' ? <CheckSign size={15} /> : <CopySign size={15} /> : words}
      </Button>
      {outcome === 'blocked' ? <span>{t('common.copyBlocked')}</span> : null}
    </>
  );
}
