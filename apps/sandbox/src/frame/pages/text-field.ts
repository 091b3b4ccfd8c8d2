import { html, type Markup } from '../html.ts';

/** One line to type, with its label, hint and what is wrong with it. */
export function textField(field: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  readonly numeric?: boolean;
}): Markup {
  const { name, label, hint, error } = field;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`<div>
<label for="${name}">${label}</label>
${hint && html`<span class="hint" id="${name}-hint">${hint}</span>`}
${error && html`<span class="error" id="${name}-error">${error}</span>`}
<input type="text" id="${name}" name="${name}" value="${field.value ?? ''}" autocomplete="off"${
    field.numeric && html` inputmode="numeric"`
  }${described !== '' && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}>
</div>`;
}
