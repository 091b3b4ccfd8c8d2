import type { BrokenRule, Rule } from '../frame/platform.ts';
import { mailLimits } from './mail-limits.ts';

/** What was said on a connection since the last entry of the message log, and which rules were broken. */
export interface Dialogue {
  /** Secrets have to be masked by then. */
  client(line: string): void;
  server(line: string): void;
  /** A rule counts once for each entry. */
  broke(rule: Rule, place?: string): void;
  /** True while nothing was said that is worth an entry. */
  readonly empty: boolean;
  /** Hands out what was said and begins anew. */
  take(): { readonly text: string; readonly commands: string; readonly broken: BrokenRule[] };
}

/**
 * @example
 * const dialogue = createDialogue();
 * dialogue.client('EHLO praktyka');
 * dialogue.take().text // 'C: EHLO praktyka'
 */
export function createDialogue(): Dialogue {
  let lines: { readonly side: 'C' | 'S'; readonly text: string }[] = [];
  let broken = new Map<string, BrokenRule>();
  let left = 0;
  const say = (side: 'C' | 'S', said: string): void => {
    for (const text of said.split(/\r?\n/)) {
      if (lines.length < mailLimits.dialogueLinesMax) lines.push({ side, text });
      else left += 1;
    }
  };
  return {
    client: (line) => say('C', line),
    server: (line) => say('S', line),
    broke: (rule, place) => {
      if (broken.has(rule.id)) return;
      broken.set(rule.id, { id: rule.id, text: rule.text, ...(place !== undefined && { place }) });
    },
    get empty() {
      return broken.size === 0 && lines.every(({ side, text }) => side === 'S' || text === 'QUIT');
    },
    take: () => {
      const text = lines.map((line) => `${line.side}: ${line.text}`);
      if (left > 0) text.push(`… ${left}`);
      const commands = lines.filter(({ side }) => side === 'C').map((line) => line.text);
      const taken = {
        text: text.join('\n'),
        commands: commands.join('\n'),
        broken: [...broken.values()],
      };
      lines = [];
      broken = new Map();
      left = 0;
      return taken;
    },
  };
}
