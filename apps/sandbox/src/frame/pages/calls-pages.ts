import type { CallFilter, CallSummary, StoredCall } from '../calls/call-store.ts';
import { html, type Markup } from '../html.ts';
import type { Platform } from '../platform.ts';
import { faultWords } from './faults-section.ts';
import { instant, type PageFrame } from './layout.ts';
import { markingTag } from './start-page.ts';
import { textField } from './text-field.ts';

/** Calls on one page. */
export const callsPerPage = 50;

export interface CallsPageFacts {
  readonly platforms: readonly Platform[];
  readonly filter: CallFilter;
  readonly rows: readonly CallSummary[];
  readonly total: number;
  readonly page: number;
}

/** The log of a world. What is searched for travels in the body: it may be somebody's number. */
export function callsPage(frame: PageFrame, facts: CallsPageFacts): Markup {
  const { say, base, language } = frame;
  const { filter, total, rows } = facts;
  const pages = Math.max(1, Math.ceil(total / callsPerPage));
  return html`<h1>${say('sandbox.callsHeading')}</h1>
<form method="post" action="${base}/calls" novalidate>
<div class="fields">
${textField({ name: 'text', label: say('sandbox.callsText'), value: filter.text })}
<div><label for="platform">${say('sandbox.faultPlatform')}</label>
<select id="platform" name="platform"><option value="">${say('sandbox.faultAllPlatforms')}</option>${facts.platforms.map(
    ({ id, names }) =>
      html`<option value="${id}"${filter.platform === id && html` selected`}>${names[language]}</option>`,
  )}</select></div>
<label class="check"><input type="checkbox" name="broken" value="yes"${filter.brokenOnly && html` checked`}> ${say('sandbox.callsBroken')}</label>
<label class="check"><input type="checkbox" name="fault" value="yes"${filter.faultOnly && html` checked`}> ${say('sandbox.callsFault')}</label>
</div>
<div class="actions"><button class="primary">${say('sandbox.callsSearch')}</button>
${facts.page > 1 && html`<button name="page" value="${facts.page - 1}">${say('sandbox.callsNewer')}</button>`}
${facts.page < pages && html`<button name="page" value="${facts.page + 1}">${say('sandbox.callsOlder')}</button>`}
</div>
</form>
<p role="status">${say('sandbox.callsFound', { count: total })}${
    pages > 1 && html`. ${say('sandbox.callsPage', { page: facts.page, pages })}`
  }</p>
${rows.length === 0 ? html`<p>${say('sandbox.callsNone')}</p>` : callsTable(frame, facts)}
<div class="actions"><a href="/api/worlds/${frame.world}/report.xml">${say('sandbox.callsReport')}</a>
<a href="${base}/confirm?action=empty">${say('sandbox.callsEmpty')}</a></div>`;
}

function callsTable(frame: PageFrame, { rows, platforms }: CallsPageFacts): Markup {
  const { say, base, language } = frame;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say('sandbox.callsHeading')}"><table>
<caption>${say('sandbox.callsCaption')}</caption>
<thead><tr><th scope="col">${say('sandbox.callAt')}</th>
<th scope="col">${say('sandbox.faultPlatform')}</th>
<th scope="col">${say('sandbox.operationName')}</th>
<th scope="col">${say('sandbox.callOutcome')}</th>
<th scope="col">${say('sandbox.faultKind')}</th>
<th scope="col">${say('sandbox.callRules')}</th></tr></thead>
<tbody>${rows.map((call) => {
    const platform = platforms.find(({ id }) => id === call.platform);
    return html`<tr>
<th scope="row"><a href="${base}/calls/${call.id}">${instant(call.at)}</a></th>
<td>${platform?.names[language] ?? call.platform}</td>
<td><code>${call.operation}</code> ${markingTag(say, call.marking)}</td>
<td>${call.outcome === 'none' ? say('sandbox.callNoAnswer') : call.outcome}</td>
<td>${call.fault ? faultWords(frame, { ...call.fault, fault: call.fault.kind }) : say('sandbox.callFaultNone')}</td>
<td>${
      call.broken.length === 0
        ? say('sandbox.callRulesNone')
        : call.broken.map(({ id }) => html`<span class="tag bad">${id}</span> `)
    }</td></tr>`;
  })}</tbody></table></div>`;
}

/** One call as it came and as it was answered. */
export function callPage(
  frame: PageFrame,
  call: StoredCall,
  platform: Platform | undefined,
): Markup {
  const { say, base, language } = frame;
  const operation = platform?.operations.find(({ id }) => id === call.operation);
  const by = call.fault?.by === 'rule' ? say('sandbox.callByRule') : say('sandbox.callByHeader');
  return html`<h1>${say('sandbox.callNumber', { id: call.id })}</h1>
<dl class="facts">
<dt>${say('sandbox.faultPlatform')}</dt><dd>${platform?.names[language] ?? call.platform}</dd>
<dt>${say('sandbox.operationName')}</dt><dd>${operation?.names[language]} <code>${call.operation}</code> ${markingTag(say, call.marking)}</dd>
<dt>${say('sandbox.callAt')}</dt><dd>${instant(call.at)} UTC</dd>
<dt>${say('sandbox.callReceived')}</dt><dd>${instant(call.received_at)} UTC</dd>
<dt>${say('sandbox.callDuration')}</dt><dd>${say('sandbox.callDurationMs', { ms: call.duration_ms })}</dd>
<dt>${say('sandbox.callOutcome')}</dt><dd>${call.protocol} ${call.outcome === 'none' ? say('sandbox.callNoAnswer') : call.outcome}</dd>
<dt>${say('sandbox.callFault')}</dt><dd>${
    call.fault
      ? html`${faultWords(frame, { ...call.fault, fault: call.fault.kind })}, ${by}`
      : say('sandbox.callFaultNone')
  }</dd>
<dt>${say('sandbox.callRules')}</dt><dd>${
    call.broken.length === 0
      ? say('sandbox.callRulesNone')
      : call.broken.map(
          ({ id, text, place }) =>
            html`<p><span class="tag bad">${id}</span> ${text[language]} ${
              place !== undefined && say('sandbox.callPlace', { place })
            }</p>`,
        )
  }</dd>
</dl>
<h2>${say('sandbox.callRequest')}</h2>
${side(frame, { head: call.request_head, text: call.request_text, bytes: call.request_bytes })}
<p><a href="${base}/calls/${call.id}/request">${say('sandbox.callSaveRequest')}</a></p>
<h2>${say('sandbox.callAnswer')}</h2>
${
  call.answer_head === '' && call.answer_bytes === 0
    ? html`<p>${say('sandbox.callNothing')}</p>`
    : html`${side(frame, { head: call.answer_head, text: call.answer_text, bytes: call.answer_bytes })}
<p><a href="${base}/calls/${call.id}/answer">${say('sandbox.callSaveAnswer')}</a></p>`
}`;
}

function side(
  { say }: PageFrame,
  message: { readonly head: string; readonly text: string; readonly bytes: number },
): Markup {
  return html`${
    message.head !== '' && html`<h3>${say('sandbox.callHead')}</h3><pre>${message.head}</pre>`
  }
<h3>${say('sandbox.callContent')} (${say('sandbox.callBytes', { count: message.bytes })})</h3>
${message.text !== '' && html`<pre>${message.text}</pre>`}`;
}
