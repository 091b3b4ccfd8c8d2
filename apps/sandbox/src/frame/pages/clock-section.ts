import { html, type Markup } from '../html.ts';
import { defaultWorld } from '../worlds/world-name.ts';
import { errorAt, FieldFinding, type FormFailure } from './form-failure.ts';
import type { PageFrame, Say } from './layout.ts';
import { textField } from './text-field.ts';

/** The clock of a world as the page shows it. */
export interface ShownClock {
  readonly now: Date;
  readonly frozen: boolean;
  readonly offsetMs: number;
}

/** What the clock shows, and how to move it. */
export function clockSection(
  { say, base, world }: PageFrame,
  clock: ShownClock,
  failure: FormFailure | undefined,
): Markup {
  const moved = clock.offsetMs === 0 ? say('sandbox.clockMachine') : say('sandbox.clockMoved');
  const time = clock.now.toISOString().slice(0, 19).replace('T', ' ');
  return html`<section aria-labelledby="clock">
<h2 id="clock">${say('sandbox.clockHeading')}</h2>
<p>${say('sandbox.clockShows', { time })} ${clock.frozen ? say('sandbox.clockFrozen') : moved}
${world === defaultWorld && say('sandbox.clockFollowed')}</p>
<form method="post" action="${base}/clock" novalidate>
<div class="fields">
${textField({
  name: 'now',
  label: say('sandbox.clockNew'),
  hint: say('sandbox.clockHint'),
  value: failure?.typed.get('now') ?? '',
  error: errorAt(failure, 'now'),
})}
<label class="check"><input type="checkbox" name="frozen" value="yes"${
    failure?.typed.get('frozen') === 'yes' && html` checked`
  }> ${say('sandbox.clockStop')}</label>
</div>
<div class="actions"><button name="action" value="set">${say('sandbox.clockSet')}</button>
<button name="action" value="machine">${say('sandbox.clockReset')}</button></div>
</form>
</section>`;
}

/**
 * Reads a moment as people type it: `2027-03-01 08:30`, with seconds or without a time; UTC.
 *
 * @throws FieldFinding
 */
export function readMoment(say: Say, field: string, typed: string): Date {
  const [, day, time = '00:00', seconds = ':00'] =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[ T]+(\d{2}:\d{2})(:\d{2})?Z?)?\s*$/.exec(typed) ?? [];
  const at = new Date(`${day}T${time}${seconds}Z`);
  // The 30th of February would quietly become a day of March.
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) {
    throw new FieldFinding(field, say('sandbox.clockUnreadable'));
  }
  return at;
}
