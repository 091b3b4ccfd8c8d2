import type { PlatformPage } from '../../frame/platform.ts';
import type { MailDesk } from '../mail-desk.ts';
import { mailPlatformId } from '../session-log.ts';
import { type MailPlaces, mailboxesPage, openMailboxPage } from './mailboxes-page.ts';
import {
  deleteMessage,
  deletePage,
  messageAttachment,
  messageFile,
  messageHtml,
  messagePage,
  messageSource,
  relayMessage,
} from './message-page.ts';
import { messagesPage } from './messages-page.ts';

/** The pages of the mail: mailboxes, one mailbox, one message and its parts. */
export function mailPages(desk: MailDesk, places: MailPlaces): PlatformPage[] {
  const mailbox = `/${mailPlatformId}/{mailbox}`;
  const message = `${mailbox}/{id}`;
  return [
    {
      method: 'GET',
      path: `/${mailPlatformId}`,
      names: { pl: 'Poczta', hu: 'Levelezés', en: 'Mail' },
      answer: (call) => mailboxesPage(call, desk, places),
    },
    {
      method: 'POST',
      path: `/${mailPlatformId}`,
      answer: (call) => openMailboxPage(call, desk, places),
    },
    { method: 'GET', path: mailbox, answer: (call) => messagesPage(call, desk) },
    { method: 'GET', path: message, answer: (call) => messagePage(call, desk) },
    { method: 'GET', path: `${message}/html`, answer: (call) => messageHtml(call, desk) },
    { method: 'GET', path: `${message}/source`, answer: (call) => messageSource(call, desk) },
    { method: 'GET', path: `${message}/eml`, answer: (call) => messageFile(call, desk) },
    {
      method: 'GET',
      path: `${message}/attachments/{index}`,
      answer: (call) => messageAttachment(call, desk),
    },
    { method: 'GET', path: `${message}/delete`, answer: (call) => deletePage(call, desk) },
    { method: 'POST', path: `${message}/delete`, answer: (call) => deleteMessage(call, desk) },
    { method: 'POST', path: `${message}/relay`, answer: (call) => relayMessage(call, desk) },
  ];
}
