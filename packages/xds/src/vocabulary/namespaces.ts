/** XML namespaces of XDS.b messages (ITI TF-2: Appendix V, ebRS 3.0). */
export const rimNamespace = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0';
export const rsNamespace = 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0';
export const lcmNamespace = 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0';
export const queryNamespace = 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0';
export const xdsbNamespace = 'urn:ihe:iti:xds-b:2007';
export const rmdNamespace = 'urn:ihe:iti:rmd:2017';
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** The prefixes that our own messages use, declared once on the root of each body. */
export const xmlnsRim = { 'xmlns:rim': rimNamespace } as const;
export const xmlnsRs = { 'xmlns:rs': rsNamespace } as const;
