import { Button, useMessages } from '@kartoteka/ui';
import { useState } from 'react';
import styles from './portal.module.css';
import { chooseTextSize, textSizeChosen } from './text-size.ts';

/** Larger letters, or the usual ones again; at the foot of every page. */
export function TextSizeSwitch() {
  const t = useMessages();
  const [size, setSize] = useState(textSizeChosen);
  const other = size === 'large' ? 'usual' : 'large';
  const change = () => {
    chooseTextSize(other);
    setSize(other);
  };
  return (
    <div className={styles.foot} data-no-print>
      <Button look="quiet" onClick={change}>
        {t(other === 'large' ? 'portal.textLarger' : 'portal.textUsual')}
      </Button>
    </div>
  );
}
