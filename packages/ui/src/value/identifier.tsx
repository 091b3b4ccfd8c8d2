import { Fragment } from 'react';
import { CopyButton } from './copy-button.tsx';
import styles from './value.module.css';

export interface IdentifierProps {
  /** Never left out: an identifier without its name is a riddle (UX-16). */
  readonly label: string;
  readonly value: string;
  /** The label is read out but stands elsewhere: in a table's header. */
  readonly labelHidden?: boolean;
  readonly withCopy?: boolean;
}

/** An identifier with its label, in figures of one width, broken at dots, with a copy button. */
export function Identifier(props: IdentifierProps) {
  const { label, value, labelHidden = false, withCopy = true } = props;
  return (
    <span className={styles.identifier}>
      <span className={labelHidden ? styles.hidden : styles.label}>{label}</span>{' '}
      <span className={styles.figures} translate="no">
        {breakable(value).map(([at, part]) => (
          <Fragment key={at}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </span>
      {withCopy ? <CopyButton bare text={value} label={label} /> : null}
    </span>
  );
}

/** The parts of an identifier after which a line may end: dots of an OID, the ^ of a document id. */
function breakable(value: string): [at: number, part: string][] {
  return [...value.matchAll(/[^.^]+[.^]*|[.^]+/g)].map((found) => [found.index, found[0]]);
}
