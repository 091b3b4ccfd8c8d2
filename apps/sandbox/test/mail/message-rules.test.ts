import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../src/mail/message-rules.ts';

const good = [
  'Date: Mon, 02 Mar 2026 08:00:00 +0000',
  'From: Praktyka <praktyka@przychodnia.example>',
  'To: biuro@kartoteka.example',
  'Subject: =?utf-8?Q?Za=C5=BC=C3=B3=C5=82=C4=87?=',
  ' and more',
  '',
  'Treść z literami, też długa: '.padEnd(900, 'x'),
  '',
].join('\r\n');

const broken = (text: string, utf8 = false) =>
  checkMessage(Buffer.from(text), { utf8 }).map(({ id, place }) => [id, place]);

describe('rules of a message', () => {
  it('a good one breaks none', () => {
    expect(broken(good)).toEqual([]);
  });

  it.each([
    ['LF alone', good.replace('też', 'te\nż'), 'message.bare-line-break', 'line 7'],
    ['CR alone', good.replace('długa', 'dłu\rga'), 'message.bare-line-break', 'line 7'],
    ['no Date', good.replace(/^Date: .*\r\n/, ''), 'message.no-date', 'Date'],
    ['two From', good.replace('To:', 'From: kto@inny.example\r\nTo:'), 'message.no-from', 'From'],
    ['no From', good.replace(/From: .*\r\n/, ''), 'message.no-from', 'From'],
    ['two To', good.replace('To:', 'To: kto@inny.example\r\nTo:'), 'message.repeated-header', 'to'],
    [
      'a line of 999',
      good.replace('też', 'też'.padEnd(200, 'y')),
      'message.line-too-long',
      'line 7',
    ],
    [
      'letters in a header',
      good.replace('Praktyka <', 'Gabinet Żółty <'),
      'message.header-not-ascii',
      'line 2',
    ],
    ['a line that is no header', good.replace('To:', 'To'), 'message.header-unreadable', 'line 3'],
  ])('%s', (_name, text, id, place) => {
    expect(broken(text)).toEqual([[id, place]]);
  });

  it('letters in a header are right with SMTPUTF8', () => {
    expect(broken(good.replace('Praktyka <', 'Gabinet Żółty <'), true)).toEqual([]);
  });

  it('each rule is named once', () => {
    expect(broken('a\nb\nc\n').filter(([id]) => id === 'message.bare-line-break')).toHaveLength(1);
  });
});
