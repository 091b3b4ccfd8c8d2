import { type FaultKind, faultNames, genericFaults } from '../faults/fault.ts';
import type { FaultRule } from '../faults/fault-store.ts';
import { html, type Markup } from '../html.ts';
import type { Platform } from '../platform.ts';
import { errorAt, type FormFailure } from './form-failure.ts';
import type { PageFrame, Say } from './layout.ts';
import { textField } from './text-field.ts';

/** The faults of a world, and what could be switched on. */
export interface FaultsShown {
  readonly rules: readonly FaultRule[];
  readonly platforms: readonly Platform[];
}

/** What goes wrong now, and a form to let more go wrong. */
export function faultsSection(
  frame: PageFrame,
  shown: FaultsShown,
  { header, failure }: { readonly header: string; readonly failure: FormFailure | undefined },
): Markup {
  const { say, base } = frame;
  return html`<section aria-labelledby="faults">
<h2 id="faults">${say('sandbox.faultsHeading')}</h2>
<p>${say('sandbox.faultsIntro', { header })}</p>
${shown.rules.length === 0 ? html`<p>${say('sandbox.faultsNone')}</p>` : rulesTable(frame, shown)}
${
  shown.rules.length > 0 &&
  html`<form method="post" action="${base}/faults/off" class="actions">
<button class="danger">${say('sandbox.faultRemoveAll')}</button></form>`
}
${addForm(frame, shown, failure)}
</section>`;
}

function rulesTable(frame: PageFrame, { rules, platforms }: FaultsShown): Markup {
  const { say, base, language } = frame;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say('sandbox.faultsCaption')}"><table>
<caption>${say('sandbox.faultsCaption')}</caption>
<thead><tr><th scope="col">${say('sandbox.faultKind')}</th>
<th scope="col">${say('sandbox.faultPlatform')}</th>
<th scope="col">${say('sandbox.faultOperation')}</th>
<th scope="col">${say('sandbox.faultTimes')}</th>
<th scope="col">${say('sandbox.faultWhen')}</th><td></td></tr></thead>
<tbody>${rules.map((rule) => {
    const name = faultWords(frame, rule);
    const platform = platforms.find(({ id }) => id === rule.platform);
    const times =
      rule.remaining === null
        ? say('sandbox.faultAlways')
        : say('sandbox.faultLeft', { count: rule.remaining });
    return html`<tr><th scope="row">${name}</th>
<td>${platform?.names[language] ?? say('sandbox.faultAllPlatforms')}</td>
<td><code>${rule.operation}</code></td><td>${times}</td><td>${whenWords(say, rule)}</td>
<td><form method="post" action="${base}/faults/${rule.id}/off" class="inline">
<button aria-label="${say('sandbox.faultRemoveNamed', { name })}">${say('sandbox.faultRemove')}</button>
</form></td></tr>`;
  })}</tbody></table></div>`;
}

/** A fault with its number: `powolna odpowiedź (2000 ms)`. */
export function faultWords(
  { language }: Pick<PageFrame, 'language'>,
  rule: {
    readonly fault: FaultKind;
    readonly ms?: number | null | undefined;
    readonly status?: number | null | undefined;
  },
): string {
  const name = faultNames[rule.fault][language];
  if (rule.ms != null) return `${name} (${rule.ms} ms)`;
  return rule.status == null ? name : `${name} (${rule.status})`;
}

function whenWords(say: Say, { from, until }: FaultRule): string {
  const words = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
  if (from && until) {
    return say('sandbox.faultPeriod', { from: words(from), until: words(until) });
  }
  if (from) return say('sandbox.faultOpenFrom', { from: words(from) });
  return until
    ? say('sandbox.faultOpenUntil', { until: words(until) })
    : say('sandbox.faultSinceNow');
}

function addForm(
  { say, base, language }: PageFrame,
  { platforms }: FaultsShown,
  failure: FormFailure | undefined,
): Markup {
  const typed = (name: string): string => failure?.typed.get(name) ?? '';
  const kinds = [...genericFaults, ...new Set(platforms.flatMap(({ faults }) => faults ?? []))];
  const option = (name: string, value: string, words: string) =>
    html`<option value="${value}"${typed(name) === value && html` selected`}>${words}</option>`;
  const field = (name: string, label: string, more: { hint?: string; numeric?: boolean } = {}) =>
    textField({
      name,
      label: say('sandbox.faultOptional', { label }),
      value: typed(name),
      error: errorAt(failure, name),
      ...more,
    });
  const when = { hint: say('sandbox.clockHint') };
  return html`<form method="post" action="${base}/faults" novalidate>
<div class="fields">
<div><label for="fault">${say('sandbox.faultKind')}</label>
<select id="fault" name="fault">${kinds.map((kind) =>
    option('fault', kind, faultNames[kind][language]),
  )}</select></div>
<div><label for="platform">${say('sandbox.faultPlatform')}</label>
<select id="platform" name="platform">${option('platform', '', say('sandbox.faultAllPlatforms'))}${platforms.map(
    ({ id, names }) => option('platform', id, names[language]),
  )}</select></div>
${field('operation', say('sandbox.faultOperation'), { hint: say('sandbox.faultOperationHint') })}
${field('ms', say('sandbox.faultMs'), { numeric: true })}
${field('status', say('sandbox.faultStatus'), { numeric: true })}
${field('times', say('sandbox.faultTimes'), { numeric: true })}
${field('from', say('sandbox.faultFrom'), when)}
${field('until', say('sandbox.faultUntil'), when)}
</div>
<div class="actions"><button class="primary">${say('sandbox.faultAdd')}</button></div>
</form>`;
}
