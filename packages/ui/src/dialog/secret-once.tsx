import { useEffect, useState } from 'react';
import { Button } from '../action/button.tsx';
import { DownloadSign } from '../action/icons.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Notice } from '../problem/notice.tsx';
import { CopyButton } from '../value/copy-button.tsx';
import styles from './dialog.module.css';

export interface SecretOnceProps {
  readonly label: string;
  /** The secret, or several lines of recovery codes. */
  readonly value: string;
  /** A name for the file that can be downloaded; without it only copying is offered. */
  readonly fileName?: string;
  /** The reader has stored it; forget it. */
  readonly onDone: () => void;
}

/** A secret, shown now and never again, with copy, download and the sentence that says so (UX-29). */
export function SecretOnce({ label, value, fileName, onDone }: SecretOnceProps) {
  const t = useMessages();
  const address = useBlobAddress(value);
  return (
    <>
      <Notice kind="warn" title={t('dialog.secretOnce')} />
      <dl className={styles.secret}>
        <dt>{label}</dt>
        <dd className={styles.value}>
          <output translate="no">{value}</output>
        </dd>
      </dl>
      <div className={styles.buttons}>
        <Button look="primary" onClick={onDone}>
          {t('dialog.secretKept')}
        </Button>
        <CopyButton text={value} label={label} />
        {fileName && address ? (
          <a href={address} download={fileName} className={styles.download}>
            <DownloadSign size={16} /> {t('common.download')}
          </a>
        ) : null}
      </div>
    </>
  );
}

function useBlobAddress(text: string): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return address;
}
