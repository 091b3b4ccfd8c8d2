export type FhirFormat = 'json' | 'xml';

/** `Content-Type` of an answer. @example mediaTypeOf('xml') */
export function mediaTypeOf(format: FhirFormat): string {
  return `application/fhir+${format}; charset=utf-8`;
}

/** What a request's body is, by its `Content-Type`; undefined for what is no FHIR. */
export function formatOfContent(contentType: string | undefined): FhirFormat | undefined {
  return formatOf((contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
}

/** One range of an `Accept` header, best first. */
export interface AcceptedRange {
  /** Lower case, without parameters: `application/fhir+json`, `application/*`, `*\/*`. */
  readonly range: string;
  readonly quality: number;
}

const headerLengthMax = 1_000;

/**
 * The ranges of an `Accept` header, best first; none where the header is missing or says nothing
 * (RFC 9110, 12.5.1). A more particular range comes before a wider one of the same quality.
 *
 * @example acceptedRanges('text/xml;q=0.5, application/fhir+json')[0]?.range // 'application/fhir+json'
 */
export function acceptedRanges(header: string | undefined): AcceptedRange[] {
  return (header ?? '')
    .slice(0, headerLengthMax)
    .split(',')
    .map((part, order) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const named = parameters.map((one) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(one)?.[1]);
      const quality = Number(named.find((one) => one !== undefined) ?? 1);
      return { range: range.trim(), quality, order };
    })
    .filter(({ range }) => /^[^\s/]+\/[^\s/]+$/.test(range))
    .sort((a, b) => b.quality - a.quality || width(a.range) - width(b.range) || a.order - b.order)
    .map(({ range, quality }) => ({ range, quality }));
}

/**
 * The format of an answer: `_format` where given, else the best of `Accept`, else JSON (FHIR R4:
 * 3.1.0.1.11). Undefined where the caller takes neither.
 *
 * @example agreeOnFormat({ accept: request.headers.accept, format: query._format })
 */
export function agreeOnFormat(asked: {
  readonly accept?: string | undefined;
  readonly format?: string | undefined;
}): FhirFormat | undefined {
  if (asked.format !== undefined) {
    // A plus in an address that was not encoded arrives as a blank.
    const named = asked.format.split(';')[0]?.trim().toLowerCase().replace(' ', '+') ?? '';
    return named === 'json' || named === 'xml' ? named : formatOf(named);
  }
  const ranges = acceptedRanges(asked.accept).filter(({ quality }) => quality > 0);
  if (ranges.length === 0) return 'json';
  for (const { range } of ranges) {
    const format = range === '*/*' || range === 'application/*' ? 'json' : formatOf(range);
    if (format) return format;
  }
  return undefined;
}

function formatOf(type: string): FhirFormat | undefined {
  if (['application/fhir+json', 'application/json', 'text/json'].includes(type)) return 'json';
  if (['application/fhir+xml', 'application/xml', 'text/xml'].includes(type)) return 'xml';
  return undefined;
}

function width(range: string): number {
  if (range === '*/*') return 2;
  return range.endsWith('/*') ? 1 : 0;
}
