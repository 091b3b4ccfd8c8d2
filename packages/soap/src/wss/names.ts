const oasis = 'http://docs.oasis-open.org/wss';

/** WS-Security Core 1.1 and its X.509 token profile. */
export const wsse = `${oasis}/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd`;
export const wsu = `${oasis}/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd`;
export const wsse11 = `${oasis}/oasis-wss-wssecurity-secext-1.1.xsd`;
export const base64Encoding = `${oasis}/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary`;

const tokenProfile = `${oasis}/2004/01/oasis-200401-wss-x509-token-profile-1.0`;
export const x509Token = `${tokenProfile}#X509v3`;
export const subjectKeyIdentifier = `${tokenProfile}#X509SubjectKeyIdentifier`;
export const thumbprintSha1 = `${oasis}/oasis-wss-soap-message-security-1.1#ThumbprintSHA1`;

export const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const soap12 = 'http://www.w3.org/2003/05/soap-envelope';
export const xop = 'http://www.w3.org/2004/08/xop/include';
