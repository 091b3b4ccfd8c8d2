/**
 * HL7 v2 composite texts as XDS metadata carries them: components split by `^`, sub-components by
 * `&`, separators inside values escaped (`\S\`, `\T\` …; HL7 v2.5: 2.7).
 */
const separators = { F: '|', S: '^', T: '&', R: '~', E: '\\' } as const;

/** The components, still escaped. @example splitComponents('a^b&c') // ['a', 'b&c'] */
export function splitComponents(text: string): string[] {
  return text.split('^');
}

export function splitSubcomponents(component: string): string[] {
  return component.split('&');
}

/** Writes components, dropping empty ones at the end. @example joinComponents(['a', '', '']) // 'a' */
export function joinComponents(components: readonly string[]): string {
  let end = components.length;
  while (end > 0 && components[end - 1] === '') end -= 1;
  return components.slice(0, end).join('^');
}

export function escapeHl7(value: string): string {
  if (!/[|^&~\\]/.test(value)) return value;
  return value.replace(/[|^&~\\]/g, (found) => {
    const name = Object.entries(separators).find(([, character]) => character === found)?.[0];
    return `\\${name}\\`;
  });
}

function unescapeHl7(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([FSTRE])\\/g, (_, name: keyof typeof separators) => separators[name]);
}

/** A component's value, or undefined where it is empty. */
export function componentValue(component: string | undefined): string | undefined {
  return component === undefined || component === '' ? undefined : unescapeHl7(component);
}
