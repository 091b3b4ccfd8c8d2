import { type Language, Problem } from '@kartoteka/kernel';
import { formatMessage } from '@kartoteka/messages';
import { html, type Markup } from '../../frame/html.ts';
import { errorSummary, sayIn } from '../../frame/pages/layout.ts';
import { textField } from '../../frame/pages/text-field.ts';
import type { PageAnswer, PageCall } from '../../frame/platform.ts';
import type { MailDesk } from '../mail-desk.ts';
import { mailboxPath } from './mail-links.ts';

/** Where the mail servers stand, for the introduction of the page. */
export interface MailPlaces {
  readonly smtp: number;
  readonly pop3: number;
  /** Path of the file with the authority that clients are to trust. */
  readonly ca: string;
}

/** The mailboxes of the world with their accounts, and a form for another one. */
export async function mailboxesPage(
  { world, base, language }: PageCall,
  desk: MailDesk,
  places: MailPlaces,
  failed?: { readonly typed: string; readonly problem: Problem },
): Promise<PageAnswer> {
  const mailboxes = await desk.mailboxes(world);
  const say = (
    key:
      | 'mailboxesHeading'
      | 'mailboxesCaption'
      | 'mailboxesNone'
      | 'address'
      | 'user'
      | 'password'
      | 'messages'
      | 'unread'
      | 'toCloud'
      | 'newHeading',
  ) => formatMessage(language, `sandboxMail.${key}`);
  const heading = say('mailboxesHeading');
  const rows = mailboxes.map(
    (mailbox) => html`<tr>
      <th scope="row"><a href="${mailboxPath(base, mailbox.address)}">${mailbox.address}</a></th>
      <td><code>${mailbox.user}</code></td>
      <td><code>${mailbox.password}</code></td>
      <td class="number">${mailbox.messages}</td>
      <td class="number">${mailbox.unread}</td>
      <td>${
        mailbox.office &&
        formatMessage(language, 'sandboxMail.waitingCount', { count: mailbox.waiting })
      }</td>
    </tr>`,
  );
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="${say('mailboxesCaption')}"><table>
    <caption>${say('mailboxesCaption')}</caption>
    <thead><tr>
      <th scope="col">${say('address')}</th>
      <th scope="col">${say('user')}</th>
      <th scope="col">${say('password')}</th>
      <th scope="col">${say('messages')}</th>
      <th scope="col">${say('unread')}</th>
      <th scope="col">${say('toCloud')}</th>
    </tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
  const { smtp, pop3, ca } = places;
  return {
    title: failed ? formatMessage(language, 'sandbox.errorTitle', { title: heading }) : heading,
    ...(failed && { status: 422 }),
    content: html`${
      failed &&
      errorSummary(sayIn(language), [{ field: 'address', text: wordsOf(failed.problem, language) }])
    }
      <h1>${heading}</h1>
      <p>${formatMessage(language, 'sandboxMail.mailboxesIntro', {
        smtp: String(smtp),
        pop3: String(pop3),
        ca,
      })}</p>
      ${mailboxes.length === 0 ? html`<p>${say('mailboxesNone')}</p>` : table}
      <h2>${say('newHeading')}</h2>
      ${form(base, language, failed)}`,
  };
}

function form(
  base: string,
  language: Language,
  failed: { readonly typed: string; readonly problem: Problem } | undefined,
): Markup {
  return html`<form method="post" action="${base}/mail" novalidate>
<div class="fields">
${textField({
  name: 'address',
  label: formatMessage(language, 'sandboxMail.newAddress'),
  hint: formatMessage(language, 'sandboxMail.newHint'),
  value: failed?.typed,
  error: failed && wordsOf(failed.problem, language),
})}
</div>
<div class="actions"><button class="primary">${formatMessage(language, 'sandboxMail.newSave')}</button></div>
</form>`;
}

function wordsOf(problem: Problem, language: Language): string {
  return `${problem.text(language)} ${problem.next(language)}`;
}

/** Makes a mailbox; what cannot be made is said beside what was typed. */
export async function openMailboxPage(
  call: PageCall,
  desk: MailDesk,
  places: MailPlaces,
): Promise<PageAnswer> {
  const typed = call.request.form.get('address') ?? '';
  try {
    const address = await desk.openMailbox(call.world, typed);
    return { redirect: mailboxPath(call.base, address) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return mailboxesPage(call, desk, places, { typed, problem: error });
  }
}
