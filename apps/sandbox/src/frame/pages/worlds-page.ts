import { html, type Markup } from '../html.ts';
import { defaultWorld } from '../worlds/world-name.ts';
import { errorAt, type FormFailure } from './form-failure.ts';
import { errorSummary, instant, type PageFrame } from './layout.ts';
import { textField } from './text-field.ts';

export interface WorldsPageFacts {
  readonly worlds: readonly { readonly world: string; readonly created_at: Date }[];
  readonly snapshots: readonly { readonly name: string; readonly saved_at: Date }[];
  readonly failure?: FormFailure | undefined;
}

/** All worlds, and what can be done with this one. */
export function worldsPage(frame: PageFrame, facts: WorldsPageFacts): Markup {
  const { say, base, world } = frame;
  const { failure } = facts;
  return html`${errorSummary(say, failure?.errors ?? [])}
<h1>${say('sandbox.worldsHeading')}</h1>
<p>${say('sandbox.worldsIntro')}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${say('sandbox.worldsCaption')}"><table>
<caption>${say('sandbox.worldsCaption')}</caption>
<thead><tr><th scope="col">${say('sandbox.worldName')}</th>
<th scope="col">${say('sandbox.worldCreated')}</th>
<th scope="col">${say('sandbox.worldActions')}</th></tr></thead>
<tbody>${facts.worlds.map(
    (one) => html`<tr><th scope="row">${one.world}</th><td>${instant(one.created_at)}</td>
<td>${
      one.world === world
        ? say('sandbox.worldHere')
        : html`<a href="${one.world === defaultWorld ? '' : `/w/${one.world}`}/worlds" aria-label="${say(
            'sandbox.worldOpenNamed',
            { world: one.world },
          )}">${say('sandbox.worldOpen')}</a>`
    }</td></tr>`,
  )}</tbody></table></div>
<form method="post" action="${base}/worlds" novalidate>
<div class="fields">${textField({
    name: 'world',
    label: say('sandbox.worldNew'),
    hint: say('sandbox.worldNewHint'),
    value: failure?.typed.get('world') ?? '',
    error: errorAt(failure, 'world'),
  })}</div>
<div class="actions"><button class="primary">${say('sandbox.worldCreate')}</button></div>
</form>
<h2>${say('sandbox.worldThis', { world })}</h2>
<div class="actions"><a href="${base}/confirm?action=reset">${say('sandbox.worldReset')}</a>
${world !== defaultWorld && html`<a href="${base}/confirm?action=delete">${say('sandbox.worldDelete')}</a>`}</div>
<h2>${say('sandbox.snapshotsHeading')}</h2>
${facts.snapshots.length === 0 ? html`<p>${say('sandbox.snapshotsNone')}</p>` : snapshotsTable(frame, facts)}
<form method="post" action="${base}/snapshots" novalidate>
<div class="fields">${textField({
    name: 'snapshot',
    label: say('sandbox.snapshotName'),
    hint: say('sandbox.snapshotHint'),
    value: failure?.typed.get('snapshot') ?? '',
    error: errorAt(failure, 'snapshot'),
  })}</div>
<div class="actions"><button>${say('sandbox.snapshotSave')}</button></div>
</form>`;
}

function snapshotsTable({ say, base }: PageFrame, { snapshots }: WorldsPageFacts): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say('sandbox.snapshotsCaption')}"><table>
<caption>${say('sandbox.snapshotsCaption')}</caption>
<thead><tr><th scope="col">${say('sandbox.worldName')}</th>
<th scope="col">${say('sandbox.snapshotSaved')}</th>
<th scope="col">${say('sandbox.worldActions')}</th></tr></thead>
<tbody>${snapshots.map(
    ({ name, saved_at }) => html`<tr><th scope="row">${name}</th><td>${instant(saved_at)}</td>
<td><form method="post" action="${base}/snapshots/${name}" class="actions">
<button name="action" value="restore">${say('sandbox.snapshotRestore', { name })}</button>
<button name="action" value="forget" class="danger">${say('sandbox.snapshotForget', { name })}</button>
</form></td></tr>`,
  )}</tbody></table></div>`;
}

/** What cannot be undone is asked once more, on a page that names it. */
export const confirmedActions = ['reset', 'delete', 'empty'] as const;
export type ConfirmedAction = (typeof confirmedActions)[number];

export function confirmPage(
  { say, base, world }: PageFrame,
  action: ConfirmedAction,
): { readonly title: string; readonly content: Markup } {
  const words = {
    reset: {
      title: say('sandbox.confirmReset', { world }),
      text: say('sandbox.confirmResetText'),
      button: say('sandbox.worldReset'),
      back: '/worlds',
    },
    delete: {
      title: say('sandbox.confirmDelete', { world }),
      text: say('sandbox.confirmDeleteText'),
      button: say('sandbox.worldDelete'),
      back: '/worlds',
    },
    empty: {
      title: say('sandbox.confirmEmpty', { world }),
      text: say('sandbox.confirmEmptyText'),
      button: say('sandbox.callsEmpty'),
      back: '/calls',
    },
  }[action];
  const content = html`<h1>${words.title}</h1>
<p>${words.text}</p>
<form method="post" action="${base}/confirm" class="actions">
<button class="danger" name="action" value="${action}">${words.button}</button>
<a href="${base}${words.back}">${say('sandbox.confirmBack')}</a>
</form>`;
  return { title: words.title, content };
}
