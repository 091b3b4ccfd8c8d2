import { catalog, type ProblemCode, type Texts } from '@kartoteka/kernel';
import type { z } from 'zod';
import type { FieldError } from './problem-answer.ts';

type Issue = z.core.$ZodIssue;

/** More entries help nobody and let a sender make our answer large. */
const limits = { errorsMax: 50, fieldLengthMax: 200, choicesMax: 20, depthMax: 100 };

/**
 * Words the findings of zod: a path and a sentence in three languages per field. A refinement names
 * its words by a code of the catalog: `.refine(check, { params: { code: 'service.login-taken' } })`.
 *
 * @param input what was parsed; decides between "fill in" and "other form"
 * @example
 * const parsed = schema.safeParse(input);
 * if (!parsed.success) throw new InputProblem(inputErrors(parsed.error.issues, input));
 */
export function inputErrors(issues: readonly Issue[], input: unknown): FieldError[] {
  return issues.flatMap((issue) => errorsOf(issue, [], input)).slice(0, limits.errorsMax);
}

/**
 * Texts with the character NUL: PostgreSQL keeps none, and no keyboard makes one. Looked for in
 * everything that comes in, whatever the schema says.
 *
 * @example unstorableErrors({ login: 'a\u0000' }) // one error for the field `login`
 */
export function unstorableErrors(input: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof input === 'string') {
    return input.includes('\0') ? [{ field: fieldName(path), texts: words.unstorable }] : [];
  }
  if (typeof input !== 'object' || input === null || path.length > limits.depthMax) return [];
  return Object.entries(input).flatMap(([key, value]) => [
    ...unstorableErrors(key, path),
    ...unstorableErrors(value, [...path, key]),
  ]);
}

function errorsOf(issue: Issue, above: readonly PropertyKey[], input: unknown): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldName([...path, key]), texts: words.unknown }));
  }
  if (issue.code === 'invalid_union') {
    // The branch that came closest tells best what is missing.
    const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
    if (closest && closest.length > 0) {
      return closest.flatMap((inner) => errorsOf(inner as Issue, path, input));
    }
  }
  return [{ field: fieldName(path), texts: textsOf(issue, valueAt(input, path)) }];
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, limits.fieldLengthMax);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}

function textsOf(issue: Issue, value: unknown): Texts {
  if (value === undefined || value === null || value === '') return words.missing;
  switch (issue.code) {
    case 'too_small':
      return fill(smallWords(issue.origin), Number(issue.minimum));
    case 'too_big':
      return fill(bigWords(issue.origin), Number(issue.maximum));
    case 'invalid_format':
      return formatWords(issue.format);
    case 'invalid_value':
      return fill(words.choice, issue.values.slice(0, limits.choicesMax).map(String).join(', '));
    case 'custom':
      return catalogWords(issue.params?.code) ?? words.otherForm;
    default:
      return words.otherForm;
  }
}

function catalogWords(code: unknown): Texts | undefined {
  if (typeof code !== 'string' || !Object.hasOwn(catalog, code)) return undefined;
  return catalog[code as ProblemCode].text;
}

function smallWords(origin: string): Texts {
  if (origin === 'string') return words.charactersMin;
  return origin === 'array' || origin === 'set' ? words.entriesMin : words.valueMin;
}

function bigWords(origin: string): Texts {
  if (origin === 'string') return words.charactersMax;
  return origin === 'array' || origin === 'set' ? words.entriesMax : words.valueMax;
}

function formatWords(format: string): Texts {
  if (format === 'email') return words.email;
  if (format === 'date') return words.date;
  if (format === 'datetime') return words.datetime;
  return format === 'url' ? words.url : words.otherForm;
}

function fill(texts: Texts, value: string | number): Texts {
  const put = (text: string) => text.replace('{value}', () => String(value));
  return { pl: put(texts.pl), hu: put(texts.hu), en: put(texts.en) };
}

const words = {
  missing: {
    pl: 'Uzupełnij to pole.',
    hu: 'Töltse ki ezt a mezőt.',
    en: 'Fill in this field.',
  },
  unknown: {
    pl: 'Tego pola tu nie ma.',
    hu: 'Itt nincs ilyen mező.',
    en: 'There is no such field here.',
  },
  unstorable: {
    pl: 'Tekst zawiera znak, którego nie można zapisać.',
    hu: 'A szöveg olyan karaktert tartalmaz, amely nem tárolható.',
    en: 'The text contains a character that cannot be stored.',
  },
  otherForm: {
    pl: 'Wpisz wartość w oczekiwanej postaci.',
    hu: 'Írja be az értéket a várt alakban.',
    en: 'Enter the value in the expected form.',
  },
  charactersMin: {
    pl: 'Minimalna liczba znaków: {value}.',
    hu: 'Legalább {value} karakter kell.',
    en: 'Enter at least {value} characters.',
  },
  charactersMax: {
    pl: 'Maksymalna liczba znaków: {value}.',
    hu: 'Legfeljebb {value} karakter lehet.',
    en: 'Enter at most {value} characters.',
  },
  entriesMin: {
    pl: 'Minimalna liczba pozycji: {value}.',
    hu: 'Legalább {value} elem kell.',
    en: 'At least {value} entries are needed.',
  },
  entriesMax: {
    pl: 'Maksymalna liczba pozycji: {value}.',
    hu: 'Legfeljebb {value} elem lehet.',
    en: 'At most {value} entries are possible.',
  },
  valueMin: {
    pl: 'Najmniejsza dopuszczalna wartość: {value}.',
    hu: 'A legkisebb megengedett érték: {value}.',
    en: 'The smallest possible value is {value}.',
  },
  valueMax: {
    pl: 'Największa dopuszczalna wartość: {value}.',
    hu: 'A legnagyobb megengedett érték: {value}.',
    en: 'The largest possible value is {value}.',
  },
  choice: {
    pl: 'Wybierz jedną z wartości: {value}.',
    hu: 'Válasszon egyet ezek közül: {value}.',
    en: 'Choose one of: {value}.',
  },
  email: {
    pl: 'Wpisz adres e-mail, na przykład anna@przychodnia.example.',
    hu: 'Írjon be egy e-mail-címet, például anna@rendelo.example.',
    en: 'Enter an e-mail address, for example anna@practice.example.',
  },
  date: {
    pl: 'Wpisz datę w postaci RRRR-MM-DD.',
    hu: 'Írja be a dátumot ÉÉÉÉ-HH-NN alakban.',
    en: 'Enter the date as YYYY-MM-DD.',
  },
  datetime: {
    pl: 'Wpisz datę i godzinę w postaci ISO 8601 ze strefą czasową.',
    hu: 'Írja be a dátumot és az időt ISO 8601 alakban, időzónával.',
    en: 'Enter date and time as ISO 8601 with the time zone.',
  },
  url: {
    pl: 'Wpisz pełny adres, na przykład https://chmura.example.',
    hu: 'Írja be a teljes címet, például https://felho.example.',
    en: 'Enter the full address, for example https://cloud.example.',
  },
} as const satisfies Record<string, Texts>;
