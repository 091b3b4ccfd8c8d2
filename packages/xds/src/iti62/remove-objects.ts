/** Objects that one request may remove: it is decided in one transaction, so it has to be bounded. */
export const removedObjectsMax = 5_000;

/** The only scope that we know: the objects themselves and what the repository holds for them stay apart. */
export const deleteAllScope = 'urn:oasis:names:tc:ebxml-regrep:DeletionScopeType:DeleteAll';
