import { Button, Notice, UploadSign, useMessages } from '@kartoteka/ui';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import styles from './archive.module.css';
import { BringInResults } from './bring-in-results.tsx';
import { filesMax, filesOfDrop, filesOfInput } from './collect-files.ts';
import type { BringIn } from './use-bring-in.ts';

/** Files and folders by buttons, or dropped; below, what became of each. */
export function BringInPanel({ bringIn }: { readonly bringIn: BringIn }) {
  const t = useMessages();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer).then(bringIn.take);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the buttons do the same. */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <ChooseButton folder={false} onChosen={bringIn.take} />
        <ChooseButton folder onChosen={bringIn.take} />
        <p aria-hidden>{t(over ? 'bringIn.dropNow' : 'bringIn.drop')}</p>
      </div>
      {bringIn.nothing ? <Notice live kind="info" title={t('bringIn.nothing')} /> : null}
      {bringIn.cut ? (
        <Notice live kind="warn" title={t('bringIn.tooMany', { max: filesMax })} />
      ) : null}
      {bringIn.files.length > 0 ? <BringInResults bringIn={bringIn} /> : null}
    </>
  );
}

interface ChooseButtonProps {
  readonly folder: boolean;
  readonly onChosen: BringIn['take'];
}

function ChooseButton({ folder, onChosen }: ChooseButtonProps) {
  const t = useMessages();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React knows no such attribute, all browsers do.
    if (folder) input.current?.setAttribute('webkitdirectory', '');
  }, [folder]);
  return (
    <>
      <Button icon={folder ? undefined : <UploadSign />} onClick={() => input.current?.click()}>
        {t(folder ? 'bringIn.folder' : 'bringIn.files')}
      </Button>
      <input
        ref={input}
        type="file"
        tabIndex={-1}
        aria-hidden
        className={styles.fileInput}
        multiple
        onChange={(event) => {
          onChosen(filesOfInput(event.currentTarget.files));
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
