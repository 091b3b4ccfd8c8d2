import { mailPlatformId } from '../session-log.ts';

/** The page of a mailbox; addresses have characters that a path does not take. */
export function mailboxPath(base: string, mailbox: string): string {
  return `${base}/${mailPlatformId}/${encodeURIComponent(mailbox)}`;
}

/** The page of a message, or a part of it such as `source`. */
export function messagePath(
  base: string,
  message: { readonly mailbox: string; readonly id: number },
  part = '',
): string {
  return `${mailboxPath(base, message.mailbox)}/${message.id}${part === '' ? '' : `/${part}`}`;
}
