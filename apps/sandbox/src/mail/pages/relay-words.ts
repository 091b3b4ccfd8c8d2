import { catalog, type Language, Problem, type ProblemCode } from '@kartoteka/kernel';
import { formatMessage } from '@kartoteka/messages';
import { html, type Markup } from '../../frame/html.ts';
import { instant } from '../../frame/pages/layout.ts';
import type { RelayState } from '../schema.ts';
import type { MailSummary } from '../store.ts';
import { messagePath } from './mail-links.ts';

const keys = {
  waiting: 'sandboxMail.relayWaiting',
  delivered: 'sandboxMail.relayDelivered',
  refused: 'sandboxMail.relayRefused',
} as const satisfies Record<RelayState, string>;

export function relayWords(state: RelayState, language: Language): string {
  return formatMessage(language, keys[state]);
}

/** Where a message to the office stands, why it waits, and a button to try at once. */
export function relayBlock(base: string, message: MailSummary, language: Language): Markup | false {
  const { relay } = message;
  if (!relay) return false;
  const line = (name: string, value: string | Markup | undefined | false) =>
    value ? html`<dt>${name}</dt><dd>${value}</dd>` : false;
  return html`<section>
    <h2>${formatMessage(language, 'sandboxMail.relayHeading')}</h2>
    <p><strong>${relayWords(relay.state, language)}</strong>
      ${formatMessage(language, 'sandboxMail.relayAttempts', { count: relay.attempts })}</p>
    <dl class="facts">
      ${line(formatMessage(language, 'sandboxMail.relayLast'), relay.triedAt && instant(relay.triedAt))}
      ${line(formatMessage(language, 'sandboxMail.relayReason'), reasonOf(relay.problem, language))}
      ${line(
        formatMessage(language, 'sandboxMail.relayAnswer'),
        relay.quoted !== undefined && html`<q>${relay.quoted}</q>`,
      )}
    </dl>
    ${relay.maybeTwice && html`<p>${formatMessage(language, 'sandboxMail.relayTwice')}</p>`}
    ${
      relay.state === 'waiting' &&
      html`<form method="post" action="${messagePath(base, message, 'relay')}">
        <div class="actions"><button>${formatMessage(language, 'sandboxMail.relayNow')}</button></div>
      </form>`
    }
  </section>`;
}

/** The problem in words; the row keeps its code only. */
function reasonOf(code: string | undefined, language: Language): string | undefined {
  if (code === undefined || !Object.hasOwn(catalog, code)) return code;
  const host = { pl: 'poczty chmury', hu: 'felhő', en: "of the cloud's mail" }[language];
  return new Problem(code as ProblemCode, { params: { host, address: '' } }).text(language);
}
