import { faultHeader } from '../faults/read-fault-header.ts';
import { html, type Markup } from '../html.ts';
import type { Marking, Platform, SandboxAddresses, TestIdentity } from '../platform.ts';
import { worldHeader } from '../serve/resolve-world.ts';
import { defaultWorld } from '../worlds/world-name.ts';
import { clockSection, type ShownClock } from './clock-section.ts';
import { type FaultsShown, faultsSection } from './faults-section.ts';
import type { FormFailure } from './form-failure.ts';
import { errorSummary, type PageFrame, type Say } from './layout.ts';

/** What the start page shows of one world. */
export interface StartPageFacts {
  readonly platforms: readonly {
    readonly platform: Platform;
    readonly identities: readonly TestIdentity[];
  }[];
  readonly addresses: SandboxAddresses;
  readonly clock: ShownClock;
  readonly faults: FaultsShown;
  readonly failure?: FormFailure | undefined;
}

/** Every platform with addresses, accounts and operations; faults and clock of the world. */
export function startPage(frame: PageFrame, facts: StartPageFacts): Markup {
  const { say, world, base } = frame;
  const { failure } = facts;
  return html`${errorSummary(say, failure?.errors ?? [])}
<h1>${say('sandbox.startHeading')}</h1>
<p>${say('sandbox.startIntro')}</p>
<p>${
    world === defaultWorld
      ? say('sandbox.worldDefault')
      : say('sandbox.worldReached', {
          path: `${base}/…`,
          header: `${nameOfHeader(worldHeader)}: ${world}`,
          account: `konto+${world}@…`,
        })
  }</p>
${clockSection(frame, facts.clock, failure)}
${faultsSection(frame, facts.faults, { header: nameOfHeader(faultHeader), failure })}
${facts.platforms.length === 0 && html`<p>${say('sandbox.platformsNone')}</p>`}
${facts.platforms.map((one) => platformSection(frame, one, facts.addresses))}`;
}

function platformSection(
  frame: PageFrame,
  { platform, identities }: StartPageFacts['platforms'][number],
  addresses: SandboxAddresses,
): Markup {
  const { say, language, base } = frame;
  const id = `platform-${platform.id}`;
  const pages = (platform.pages ?? []).filter(({ names, method }) => names && method === 'GET');
  return html`<section class="platform" aria-labelledby="${id}">
<h2 id="${id}">${platform.names[language]}</h2>
<p>${platform.about[language]}</p>
<h3>${say('sandbox.addressesHeading')}</h3>
<dl class="facts">${platform
    .addresses(addresses)
    .map(
      ({ names, address }) => html`<dt>${names[language]}</dt><dd><code>${address}</code></dd>`,
    )}</dl>
${
  pages.length > 0 &&
  html`<h3>${say('sandbox.platformPages')}</h3><ul>${pages.map(
    ({ names, path }) => html`<li><a href="${base}${path}">${names?.[language]}</a></li>`,
  )}</ul>`
}
${identities.length > 0 && html`<h3>${say('sandbox.identitiesHeading')}</h3>`}
${identities.map(
  ({ label, facts }) => html`<p><strong>${label[language]}</strong></p>
<dl class="facts">${facts.map(
    ({ name, value }) => html`<dt>${name[language]}</dt><dd><code>${value}</code></dd>`,
  )}</dl>`,
)}
<h3>${say('sandbox.operationsHeading')}</h3>
${operationsTable(frame, platform)}
<p><a href="${base}/calls?platform=${platform.id}">${say('sandbox.platformCalls')}</a></p>
</section>`;
}

function operationsTable({ say, language }: PageFrame, platform: Platform): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say('sandbox.operationsHeading')}: ${platform.names[language]}"><table>
<caption>${say('sandbox.operationsCaption', { platform: platform.names[language] })}</caption>
<thead><tr><th scope="col">${say('sandbox.operationName')}</th>
<th scope="col">${say('sandbox.operationMarking')}</th>
<th scope="col">${say('sandbox.operationSource')}</th>
<th scope="col" class="number">${say('sandbox.operationRules')}</th></tr></thead>
<tbody>${platform.operations.map(
    (operation) => html`<tr>
<th scope="row">${operation.names[language]}<br><code>${operation.id}</code></th>
<td>${markingTag(say, operation.marking)}</td><td>${operation.source}</td>
<td class="number">${operation.rules?.length ?? 0}</td></tr>`,
  )}</tbody>
</table></div>`;
}

/** Where an operation comes from, as a tag. */
export function markingTag(say: Say, marking: Marking): Markup {
  const words = {
    published: say('sandbox.markingPublished'),
    derived: say('sandbox.markingDerived'),
    'own-contract': say('sandbox.markingOwn'),
  };
  return html`<span class="tag">${words[marking]}</span>`;
}

/** As people write it: `X-Kartoteka-World`. */
function nameOfHeader(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
