import { findDocumentsId, readFindDocuments, writeFindDocuments } from './find-documents.ts';
import { getAllId, readGetAll, writeGetAll } from './get-all.ts';
import { getDocumentsId, readGetDocuments, writeGetDocuments } from './get-documents.ts';
import type { QueryParameters } from './query-parameters.ts';
import { QuerySlots } from './query-slots.ts';
import type { StoredQuery } from './stored-query.ts';

/** How each stored query is read, by the id on the wire. A new query is a new row. */
export const queryReaders: ReadonlyMap<string, (parameters: QueryParameters) => StoredQuery> =
  new Map<string, (parameters: QueryParameters) => StoredQuery>([
    [findDocumentsId, readFindDocuments],
    [getDocumentsId, readGetDocuments],
    [getAllId, readGetAll],
  ]);

/** Id and slots of a query as it goes out. */
export function querySlots(query: StoredQuery): { id: string; slots: QuerySlots['list'] } {
  const slots = new QuerySlots();
  switch (query.name) {
    case 'FindDocuments':
      writeFindDocuments(query, slots);
      return { id: findDocumentsId, slots: slots.list };
    case 'GetDocuments':
      writeGetDocuments(query, slots);
      return { id: getDocumentsId, slots: slots.list };
    case 'GetAll':
      writeGetAll(query, slots);
      return { id: getAllId, slots: slots.list };
  }
}
