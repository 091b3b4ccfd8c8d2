import type { Language } from '@kartoteka/kernel';
import { formatBytes, formatMessage } from '@kartoteka/messages';
import { html, type Markup } from '../../frame/html.ts';
import { instant } from '../../frame/pages/layout.ts';
import { textField } from '../../frame/pages/text-field.ts';
import type { PageAnswer, PageCall } from '../../frame/platform.ts';
import type { MailDesk } from '../mail-desk.ts';
import { mailLimits } from '../mail-limits.ts';
import type { MailSummary } from '../store.ts';
import { mailboxPath, messagePath } from './mail-links.ts';
import { relayWords } from './relay-words.ts';

/** The messages of one mailbox, newest first, with a search over subject, sender and recipient. */
export async function messagesPage(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { world, request, base, language } = call;
  const mailbox = request.params.mailbox ?? '';
  const text = request.query.get('text')?.trim() ?? '';
  const before = Number(request.query.get('before') ?? Number.NaN);
  const found = await desk.messages(world, {
    mailbox,
    text,
    ...(Number.isSafeInteger(before) && { before }),
    newestFirst: true,
    limit: mailLimits.pageMessagesMax + 1,
  });
  const messages = found.slice(0, mailLimits.pageMessagesMax);
  const more = found.length > messages.length;
  const path = mailboxPath(base, mailbox);
  const older = new URLSearchParams({
    before: String(messages.at(-1)?.id ?? 0),
    ...(text && { text }),
  });
  return {
    title: mailbox,
    content: html`<p><a href="${base}/mail">${formatMessage(language, 'sandboxMail.toMailboxes')}</a></p>
      <h1>${mailbox}</h1>
      ${searchForm(path, text, language)}
      <p role="status">${messages.length > 0 && formatMessage(language, 'sandboxMail.listFound', { count: messages.length })}</p>
      ${messages.length === 0 ? empty(mailbox, text, language) : table(base, messages, language)}
      ${more && html`<p><a href="${path}?${older.toString()}">${formatMessage(language, 'sandboxMail.older')}</a></p>`}`,
  };
}

function searchForm(path: string, text: string, language: Language): Markup {
  return html`<form method="get" action="${path}" role="search">
<div class="fields">
${textField({ name: 'text', label: formatMessage(language, 'sandboxMail.searchLabel'), value: text })}
</div>
<div class="actions"><button>${formatMessage(language, 'sandboxMail.search')}</button>
${text !== '' && html`<a href="${path}">${formatMessage(language, 'sandboxMail.searchClear')}</a>`}</div>
</form>`;
}

function empty(address: string, text: string, language: Language): Markup {
  const words =
    text === ''
      ? formatMessage(language, 'sandboxMail.listNone', { address })
      : formatMessage(language, 'sandboxMail.listNoneFound', { text });
  return html`<p>${words}</p>`;
}

function table(base: string, messages: readonly MailSummary[], language: Language): Markup {
  const say = (
    key: 'subject' | 'sender' | 'recipient' | 'received' | 'size' | 'state' | 'listCaption',
  ) => formatMessage(language, `sandboxMail.${key}`);
  const rows = messages.map(
    (message) => html`<tr>
      <th scope="row"><a href="${messagePath(base, message)}">${subjectOf(message, language)}</a></th>
      <td>${message.sender || formatMessage(language, 'sandboxMail.senderNone')}</td>
      <td>${message.envelopeTo}</td>
      <td>${instant(message.receivedAt)}</td>
      <td class="number">${formatBytes(language, message.bytes)}</td>
      <td>${stateOf(message, language)}</td>
    </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say('listCaption')}"><table>
    <caption>${say('listCaption')}</caption>
    <thead><tr>
      <th scope="col">${say('subject')}</th>
      <th scope="col">${say('sender')}</th>
      <th scope="col">${say('recipient')}</th>
      <th scope="col">${say('received')}</th>
      <th scope="col">${say('size')}</th>
      <th scope="col">${say('state')}</th>
    </tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}

/** What stands for a message in lists and headings. */
export function subjectOf({ subject }: MailSummary, language: Language): string {
  return subject.trim() === '' ? formatMessage(language, 'sandboxMail.subjectNone') : subject;
}

function stateOf({ read, relay }: MailSummary, language: Language): string {
  const seen = formatMessage(language, read ? 'sandboxMail.stateRead' : 'sandboxMail.stateUnread');
  return relay ? `${seen} · ${relayWords(relay.state, language)}` : seen;
}
