declare const brand: unique symbol;

/** A string that was made by parsing and means one kind of identifier only. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
