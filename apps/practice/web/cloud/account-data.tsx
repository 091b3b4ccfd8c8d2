import type { Language } from '@kartoteka/kernel';
import { clinicalDate, formatNumber } from '@kartoteka/messages';
import { DateText, Notice, useLanguage, useMessages } from '@kartoteka/ui';
import { useId } from 'react';
import type { CloudLinkView } from '../../src/features/cloud-link/contract.ts';
import styles from './cloud.module.css';

const bytesPerMb = 1_000_000;
/** From here on a limit is worth a warning (PRODUCT 3.1). */
const warningShare = 0.9;

/** "Dane konta": how long, how large, how many, as the cloud said last. */
export function AccountData({ status }: { readonly status: CloudLinkView['status'] }) {
  const t = useMessages();
  const { language } = useLanguage();
  if (!status) {
    return (
      <Notice kind="info" title={t('cloud.notAskedYet')}>
        {t('cloud.notAskedYetText')}
      </Notice>
    );
  }
  const sizeShare = status.bytesUsed / (status.sizeMbMax * bytesPerMb);
  const filesShare = status.documentsUsed / status.documentsMax;
  const share = Math.max(sizeShare, filesShare);
  const usedMb = status.bytesUsed / bytesPerMb;
  return (
    <div className={styles.card}>
      {share >= warningShare ? <NearlyFull share={share} /> : null}
      <p>
        {t('cloud.activePeriod', {
          from: clinicalDate(status.activeFrom),
          to: clinicalDate(status.activeTo),
        })}
      </p>
      <Limit
        name={t('cloud.sizeMeter')}
        text={t('cloud.size', {
          max: String(status.sizeMbMax),
          used: usedMb < 10 ? formatNumber(language, usedMb, 2) : String(Math.round(usedMb)),
        })}
        share={sizeShare}
      />
      <Limit
        name={t('cloud.filesMeter')}
        text={t('cloud.files', {
          max: String(status.documentsMax),
          used: status.documentsUsed,
          shown: String(status.documentsUsed),
        })}
        share={filesShare}
      />
      <p className={styles.muted}>
        {t('cloud.asOf')} <DateText withTime value={status.at} />
      </p>
    </div>
  );
}

function NearlyFull({ share }: { readonly share: number }) {
  const t = useMessages();
  const full = share >= 1;
  const title = full
    ? t('cloud.full')
    : t('cloud.nearlyFull', { percent: Math.floor(share * 100) });
  return (
    <Notice kind={full ? 'bad' : 'warn'} title={title}>
      {t('cloud.nearlyFullText')}
    </Notice>
  );
}

/** Rounded down, so that a limit that is not reached is never called reached. */
function percentText(language: Language, share: number): string {
  const percent = share * 100;
  return percent < 10
    ? formatNumber(language, Math.floor(percent * 10) / 10, 1)
    : formatNumber(language, Math.floor(percent), 0);
}

interface LimitProps {
  /** What the meter measures, for those who hear it. */
  readonly name: string;
  readonly text: string;
  readonly share: number;
}

/** A limit in words, with a meter beside them. */
function Limit({ name, text, share }: LimitProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const id = useId();
  const words = t('cloud.percent', { percent: percentText(language, share) });
  return (
    <div className={styles.limit}>
      <p id={id}>{text}</p>
      <div className={styles.gauge}>
        <meter
          className={styles.meter}
          aria-label={name}
          aria-describedby={id}
          aria-valuetext={words}
          min={0}
          max={1}
          high={warningShare}
          optimum={0}
          value={Math.min(1, share)}
        />
        <span aria-hidden>{words}</span>
      </div>
    </div>
  );
}
