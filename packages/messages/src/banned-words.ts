import type { Language } from '@kartoteka/kernel';

/**
 * Words that say nothing or blame the reader (UX-5), per language. Messages say what happened and
 * what to do instead.
 */
export const bannedWords: Readonly<Record<Language, readonly RegExp[]>> = {
  pl: [
    /\bniepoprawn/iu,
    /\bnieprawidłow/iu,
    /\bbłędn/iu,
    /\bprosz[eę]/iu,
    /\bprosimy/iu,
    /\bprzepraszamy/iu,
    /\bups\b/iu,
    /\bniestety/iu,
    /\bzabronion/iu,
    /\bniedozwolon/iu,
    /\bnielegaln/iu,
    /wystąpił\S* błąd/iu,
    /to pole jest wymagane/iu,
    /pole wymagane/iu,
  ],
  hu: [
    /(?<!\p{L})érvénytelen/iu,
    /(?<!\p{L})helytelen/iu,
    /(?<!\p{L})kérjük/iu,
    /(?<!\p{L})kérem/iu,
    /(?<!\p{L})sajnál/iu,
    /(?<!\p{L})sajnos/iu,
    /(?<!\p{L})elnézés/iu,
    /(?<!\p{L})hoppá/iu,
    /(?<!\p{L})tiltott/iu,
    /(?<!\p{L})tilos/iu,
    /(?<!\p{L})illegális/iu,
    /hiba történt/iu,
    /ez a mező kötelező/iu,
    /kötelező mező/iu,
  ],
  en: [
    /\b(in)?valid\b/iu,
    /\bplease\b/iu,
    /\bsorry\b/iu,
    /\boops\b/iu,
    /\bforbidden\b/iu,
    /\billegal\b/iu,
    /\ban (unknown )?error occurred\b/iu,
    /\bthis field is required\b/iu,
    /\brequired field\b/iu,
  ],
};

/** A bare HTTP status is no message either, in any language. */
export const bareStatus =
  /(?<![\p{L}\d.,-])(HTTP\s*)?[45]\d\d(?![\p{L}\d.,-])(?!\s?(ms|MB|kB|B|s)\b)/u;
