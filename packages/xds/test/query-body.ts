import { readXml, type XmlElement } from '@kartoteka/xml';
import { readStoredQuery, type StoredQuery } from '../src/index.ts';

const rim = 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0';
export const patient = "'1^^^&amp;1.2.3&amp;ISO'";
export const approved = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
export const findDocumentsId = 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d';
export const getDocumentsId = 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4';
export const getAllId = 'urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3';

/** One slot each: a name and its values as they stand in the message. */
export type Slots = readonly (readonly [name: string, ...values: string[]])[];

export const needed: Slots = [
  ['$XDSDocumentEntryPatientId', patient],
  ['$XDSDocumentEntryStatus', approved],
];

export function body(id: string, slots: Slots, option = 'returnType="LeafClass"'): XmlElement {
  const list = slots
    .map(
      ([name, ...values]) =>
        `<r:Slot name="${name}"><r:ValueList>${values
          .map((value) => `<r:Value>${value}</r:Value>`)
          .join('')}</r:ValueList></r:Slot>`,
    )
    .join('\n');
  const xml = `<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns:r="${rim}">
    <q:ResponseOption ${option} returnComposedObjects="true"/>
    <r:AdhocQuery id="${id}">${list}</r:AdhocQuery></q:AdhocQueryRequest>`;
  return readXml(Buffer.from(xml)).root;
}

export function queryOf(id: string, slots: Slots): StoredQuery {
  const reading = readStoredQuery(body(id, slots));
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.request.query;
}

export function errorsOf(element: XmlElement): [string, string | undefined][] {
  const reading = readStoredQuery(element);
  return reading.ok ? [] : reading.errors.map(({ code, location }) => [code, location]);
}
