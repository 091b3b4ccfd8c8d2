import type { Language } from '@kartoteka/kernel';
import { formatBytes, formatMessage } from '@kartoteka/messages';
import { html, type Markup } from '../../frame/html.ts';
import { instant } from '../../frame/pages/layout.ts';
import type { PageAnswer, PageCall } from '../../frame/platform.ts';
import { attachmentOf } from '../attachment-of.ts';
import type { MailDesk } from '../mail-desk.ts';
import { type ReadMessage, readMessage } from '../read-message.ts';
import type { MailSummary } from '../store.ts';
import { mailboxPath, messagePath } from './mail-links.ts';
import { subjectOf } from './messages-page.ts';
import { relayBlock } from './relay-words.ts';

/** The message that an address names. @throws Problem `sandbox.mail-unknown` */
function open({ world, request }: PageCall, desk: MailDesk) {
  const { mailbox = '', id } = request.params;
  return desk.message(world, { mailbox, id: parseNumber(id) });
}

/** What is no number is nobody's id. */
function parseNumber(text: string | undefined): number {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0;
}

/** One message: its way, its parts, its attachments. Opening it marks it as read. */
export async function messagePage(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { world, base, language } = call;
  const { summary, raw } = await open(call, desk);
  const message = await readMessage(raw);
  await desk.markRead(world, summary.id);
  const subject = subjectOf(summary, language);
  return {
    title: subject,
    content: html`<p><a href="${mailboxPath(base, summary.mailbox)}">${formatMessage(language, 'sandboxMail.toList', { address: summary.mailbox })}</a></p>
      <h1>${subject}</h1>
      ${facts(summary, language)}
      ${relayBlock(base, summary, language)}
      ${parts(base, summary, message, language)}
      ${attachments(base, summary, message, language)}
      ${headers(message, language)}
      <p class="actions"><a href="${messagePath(base, summary, 'source')}">${formatMessage(language, 'sandboxMail.source')}</a>
        <a href="${messagePath(base, summary, 'eml')}">${formatMessage(language, 'sandboxMail.sourceSave')}</a>
        <a href="${messagePath(base, summary, 'delete')}">${formatMessage(language, 'sandboxMail.remove')}</a></p>`,
  };
}

function facts(summary: MailSummary, language: Language): Markup {
  const line = (
    key: 'sender' | 'received' | 'envelopeFrom' | 'envelopeTo' | 'signedInAs' | 'size',
    value: string | Markup,
  ) => html`<dt>${formatMessage(language, `sandboxMail.${key}`)}</dt><dd>${value}</dd>`;
  return html`<dl class="facts">
    ${line('sender', summary.sender || formatMessage(language, 'sandboxMail.senderNone'))}
    ${line('received', instant(summary.receivedAt))}
    ${line('envelopeFrom', `<${summary.envelopeFrom}>`)}
    ${line('envelopeTo', `<${summary.envelopeTo}>`)}
    ${line('signedInAs', summary.signedInAs)}
    ${line('size', formatBytes(language, summary.bytes))}
  </dl>`;
}

/** HTML is shown in a frame without scripts, without network and with an origin of its own. */
function parts(
  base: string,
  summary: MailSummary,
  { text, html: markup, unreadable }: ReadMessage,
  language: Language,
): Markup {
  if (unreadable) return html`<p>${formatMessage(language, 'sandboxMail.unreadable')}</p>`;
  const heading = formatMessage(language, 'sandboxMail.htmlHeading');
  return html`<h2>${formatMessage(language, 'sandboxMail.textHeading')}</h2>
    ${
      text === undefined || text.trim() === ''
        ? html`<p>${formatMessage(language, 'sandboxMail.textNone')}</p>`
        : html`<pre tabindex="0">${text}</pre>`
    }
    ${
      markup !== undefined &&
      html`<h2>${heading}</h2>
      <p>${formatMessage(language, 'sandboxMail.htmlNote')}</p>
      <iframe sandbox="" title="${heading}" src="${messagePath(base, summary, 'html')}"></iframe>`
    }`;
}

function attachments(
  base: string,
  summary: MailSummary,
  message: ReadMessage,
  language: Language,
): Markup | false {
  if (message.attachments.length === 0) return false;
  const items = message.attachments.map(
    ({ name, contentType, bytes }, index) => html`<li>
      <a href="${messagePath(base, summary, `attachments/${index}`)}">${formatMessage(language, 'sandboxMail.attachmentSave', { name })}</a>
      ${contentType}, ${formatBytes(language, bytes.length)}
    </li>`,
  );
  return html`<h2>${formatMessage(language, 'sandboxMail.attachmentsHeading')}</h2><ul>${items}</ul>`;
}

function headers(message: ReadMessage, language: Language): Markup {
  const lines = message.headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  return html`<details>
    <summary>${formatMessage(language, 'sandboxMail.headersHeading')}</summary>
    <pre tabindex="0">${lines}</pre>
  </details>`;
}

/** The HTML part alone, for the frame. */
export async function messageHtml(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { raw } = await open(call, desk);
  const { html: markup = '' } = await readMessage(raw);
  return { bytes: Buffer.from(markup), contentType: 'text/html; charset=utf-8' };
}

/** The bytes as text; letters that are not ASCII are shown as they came, or as replacements. */
export async function messageSource(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { raw } = await open(call, desk);
  return { bytes: raw, contentType: 'text/plain; charset=utf-8' };
}

export async function messageFile(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { summary, raw } = await open(call, desk);
  return { bytes: raw, contentType: 'message/rfc822', saveAs: `${summary.id}.eml` };
}

export async function messageAttachment(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { raw } = await open(call, desk);
  return attachmentOf(raw, parseNumber(call.request.params.index));
}

/** Asks once: a message that is deleted does not come back. */
export async function deletePage(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { base, language } = call;
  const { summary } = await open(call, desk);
  const subject = subjectOf(summary, language);
  const title = formatMessage(language, 'sandboxMail.removeConfirm', { subject });
  return {
    title,
    content: html`<h1>${title}</h1>
      <p>${formatMessage(language, 'sandboxMail.removeText', { address: summary.mailbox })}</p>
      <form method="post" action="${messagePath(base, summary, 'delete')}">
        <div class="actions"><button class="danger">${formatMessage(language, 'sandboxMail.remove')}</button>
        <a href="${messagePath(base, summary)}">${formatMessage(language, 'sandboxMail.removeBack')}</a></div>
      </form>`,
  };
}

export async function deleteMessage(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { summary } = await open(call, desk);
  await desk.remove(call.world, [summary.id]);
  return { redirect: mailboxPath(call.base, summary.mailbox) };
}

export async function relayMessage(call: PageCall, desk: MailDesk): Promise<PageAnswer> {
  const { summary } = await open(call, desk);
  await desk.relayNow(call.world, summary.id);
  return { redirect: messagePath(call.base, summary) };
}
