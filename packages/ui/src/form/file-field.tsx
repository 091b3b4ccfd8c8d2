import type { Language } from '@kartoteka/kernel';
import { formatBytes } from '@kartoteka/messages';
import { type DragEvent, useId, useRef, useState } from 'react';
import { Button } from '../action/button.tsx';
import { CrossSign, UploadSign } from '../action/icons.tsx';
import { type Translate, useLanguage, useMessages } from '../language/messages-context.tsx';
import { FieldLabel, type FieldProps } from './field-label.tsx';
import styles from './form.module.css';
import { useField } from './form-context.tsx';

export interface FileFieldProps extends FieldProps {
  readonly multiple?: boolean;
  /** Endings the browser's dialog offers first: `.xml,.pem`. What a file is, the server decides. */
  readonly accept?: string;
}

/** Files by a real button; dropping them is an extra (UX-11). The form keeps an array of `File`. */
export function FileField({
  name,
  label,
  hint,
  optional,
  multiple = false,
  accept,
}: FileFieldProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const hintId = useId();
  const field = useField<readonly File[]>(name, []);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const add = (chosen: FileList | null) => {
    const files = [...(chosen ?? [])];
    if (files.length > 0) field.set(multiple ? [...field.value, ...files] : files.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const choose = multiple
    ? t('form.chooseFiles')
    : t(field.value.length > 0 ? 'form.chooseOtherFile' : 'form.chooseFile');
  const described = `${hintId} ${field.error ? `${field.id}-error` : ''}`.trim();
  return (
    <fieldset className={styles.group} aria-describedby={described}>
      <legend>
        <FieldLabel label={label} optional={optional ?? false} />
      </legend>
      <div id={hintId} className={styles.hint}>
        {hint}
      </div>
      {field.error ? (
        <div id={`${field.id}-error`} className={styles.error}>
          {field.error}
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same. */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        data-error={field.error ? true : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <ChooseButton
          id={field.id}
          text={choose}
          label={label}
          failed={field.error !== undefined}
          describedBy={described}
          onChoose={() => input.current?.click()}
        />
        <p aria-hidden>{t('form.dropHere')}</p>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-hidden
          className={styles.fileInput}
          multiple={multiple}
          accept={accept}
          onChange={(event) => {
            add(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <div role="status" className={styles.read}>
        {t('form.filesChosen', { count: field.value.length })}
      </div>
      <ul className={styles.files}>
        {field.value.map((file, index) => (
          <li key={`${file.name} ${file.size} ${file.lastModified}`}>
            <span>{file.name}</span>
            <span>{formatBytes(language, file.size)}</span>
            <Button
              small
              look="quiet"
              icon={<CrossSign size={14} />}
              name={t('form.removeFile', { name: file.name })}
              onClick={() => field.set(field.value.filter((_, other) => other !== index))}
            >
              {t('common.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface ChooseButtonProps {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly failed: boolean;
  readonly describedBy: string;
  readonly onChoose: () => void;
}

/** The button that the error summary links to; it carries the description of the field. */
function ChooseButton({ id, text, label, failed, describedBy, onChoose }: ChooseButtonProps) {
  return (
    <Button
      id={id}
      icon={<UploadSign />}
      name={`${text}: ${label}`}
      describedBy={describedBy}
      failed={failed}
      onClick={onChoose}
    >
      {text}
    </Button>
  );
}

export interface FileLimits {
  readonly bytesMax: number;
  /** Endings that are taken, such as `['.xml']`; anything when left out. */
  readonly endings?: readonly string[];
  readonly optional?: boolean;
}

/** The error of a file field, or `undefined`: missing, empty, too big, other kind (UX-11). */
export function checkFileField(
  t: Translate,
  language: Language,
  field: string,
  files: readonly File[],
  limits: FileLimits,
): string | undefined {
  if (files.length === 0) return limits.optional ? undefined : t('form.fileMissing', { field });
  for (const { name, size } of files) {
    if (size === 0) return t('form.fileEmpty', { name });
    if (size > limits.bytesMax) {
      const max = formatBytes(language, limits.bytesMax);
      return t('form.fileTooBig', { name, size: formatBytes(language, size), max });
    }
    const endings = limits.endings ?? [];
    if (endings.length > 0 && !endings.some((ending) => name.toLowerCase().endsWith(ending))) {
      return t('form.fileKind', { name, kinds: endings.join(', ') });
    }
  }
  return undefined;
}
