import type { RegistryObjects } from '../model/submission.ts';
import { evaluateFind, evaluateGetAll } from './evaluate-find.ts';
import { evaluateGet } from './evaluate-get.ts';
import { isFindQuery, type StoredQuery } from './stored-query.ts';

/**
 * Answers a stored query over objects in memory: what a store's SQL has to agree with. The order of
 * the objects means nothing.
 *
 * @param all everything that the registry holds, every version and status
 * @example evaluateQuery(findFolders({ patientId }), registry).folders
 */
export function evaluateQuery(query: StoredQuery, all: RegistryObjects): RegistryObjects {
  if (query.name === 'GetAll') return evaluateGetAll(query, all);
  return isFindQuery(query) ? evaluateFind(query, all) : evaluateGet(query, all);
}
