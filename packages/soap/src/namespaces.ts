/** Namespaces of the specifications that meet in a message. */
export const namespaces = {
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  xop: 'http://www.w3.org/2004/08/xop/include',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  securityUtility:
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  /** Ours, put where content was cut out of the byte stream; refused when a sender uses it. */
  contentMark: 'urn:kartoteka:content',
  /** Ours, in the Detail of faults. */
  problem: 'urn:kartoteka:problem',
} as const;

export type SoapVersion = '1.1' | '1.2';
