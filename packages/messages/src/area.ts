/**
 * The same keys as the Polish area, each with any text: what the other languages have to offer.
 * A key that is missing or left over does not compile.
 *
 * @example export const table: AreaOf<typeof polishTable> = { … };
 */
export type AreaOf<Area> = { readonly [Key in keyof Area]: string };

/** The same areas and keys as the Polish catalog. */
export type CatalogOf<Catalog> = { readonly [Area in keyof Catalog]: AreaOf<Catalog[Area]> };
