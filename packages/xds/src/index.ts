export * from './atna/index.ts';
export type { BodyWithAttachments, OutgoingContent } from './content.ts';
export { type ObjectListReading, readObjectList } from './ebrim/read-object-list.ts';
export { readSubmitObjects, type SubmissionReading } from './ebrim/read-submit-objects.ts';
export { writeObjectList, writeReferenceList } from './ebrim/write-object-list.ts';
export { writeSubmitObjects } from './ebrim/write-submit-objects.ts';
export {
  answerQuery,
  type QueryAnswer,
  type QueryLimits,
  type QueryPort,
  queryLimitsDefault,
  refusedQuery,
} from './iti18/answer-query.ts';
export type { DocumentConditions } from './iti18/document-conditions.ts';
export { evaluateQuery } from './iti18/evaluate-query.ts';
export {
  type FindDocumentsByReferenceIdQuery,
  type FindDocumentsByTitleQuery,
  type FindDocumentsQuery,
  findDocuments,
} from './iti18/find-documents.ts';
export { type FindFoldersQuery, type FolderConditions, findFolders } from './iti18/find-folders.ts';
export type {
  FindDocumentsByReferenceIdForMultiplePatientsQuery,
  FindDocumentsForMultiplePatientsQuery,
  FindFoldersForMultiplePatientsQuery,
} from './iti18/find-for-patients.ts';
export { type FindSubmissionSetsQuery, findSubmissionSets } from './iti18/find-submission-sets.ts';
export type { GetAllQuery } from './iti18/get-all.ts';
export type {
  ContentConditions,
  GetFolderAndContentsQuery,
  GetFoldersForDocumentQuery,
  GetRelatedDocumentsQuery,
  GetSubmissionSetAndContentsQuery,
} from './iti18/get-contents.ts';
export type {
  GetAssociationsQuery,
  GetDocumentsAndAssociationsQuery,
  GetDocumentsQuery,
  GetFoldersQuery,
  GetSubmissionSetsQuery,
} from './iti18/get-objects.ts';
export { matchesFindDocuments } from './iti18/match-documents.ts';
export { matchesLike } from './iti18/match-values.ts';
export { offline, showsVersions } from './iti18/metadata-level.ts';
export type { AllOfAny, TimeRange } from './iti18/query-conditions.ts';
export { queryValuesMax } from './iti18/query-parameters.ts';
export { storedQueries } from './iti18/query-table.ts';
export { type QueryResponse, readQueryResponse } from './iti18/read-query-response.ts';
export { readStoredQuery, type StoredQueryReading } from './iti18/read-stored-query.ts';
export {
  type FindQuery,
  type GetQuery,
  isFindQuery,
  type QueryRequest,
  type StoredQuery,
} from './iti18/stored-query.ts';
export { writeQueryResponse } from './iti18/write-query-response.ts';
export { writeStoredQuery } from './iti18/write-stored-query.ts';
export { type Acceptance, acceptSubmission, responseTo } from './iti41/accept-submission.ts';
export { askRegistry } from './iti41/ask-registry.ts';
export { checkProvided } from './iti41/check-provided.ts';
export {
  type Decision,
  type DecisionContext,
  decideSubmission,
} from './iti41/decide-submission.ts';
export type {
  ProvideAndRegisterRequest,
  RegisterRequest,
  SubmissionRequest,
} from './iti41/provide-and-register.ts';
export {
  type ProvideAndRegisterReading,
  readProvideAndRegister,
} from './iti41/read-provide-and-register.ts';
export type {
  AccountFacts,
  NewDocument,
  RegisteredContent,
  RegisteredObject,
  RegisteredSet,
  RegistryChange,
  RegistryFacts,
  RegistryPort,
  RegistryQuestion,
} from './iti41/registry-port.ts';
export { writeProvideAndRegister } from './iti41/write-provide-and-register.ts';
export { type RegisterReading, readRegister } from './iti42/read-register.ts';
export { writeRegister } from './iti42/write-register.ts';
export {
  type AnsweredDocument,
  answerRetrieve,
  type RetrieveAnswer,
  type RetrievePort,
  type StoredDocument,
} from './iti43/answer-retrieve.ts';
export { type RetrieveReading, readRetrieveRequest } from './iti43/read-retrieve-request.ts';
export {
  type RetrievedDocument,
  type RetrieveResponse,
  readRetrieveResponse,
} from './iti43/read-retrieve-response.ts';
export { type DocumentRequest, documentRequestsMax } from './iti43/retrieve-request.ts';
export { writeRetrieveRequest } from './iti43/write-retrieve-request.ts';
export { writeRetrieveResponse } from './iti43/write-retrieve-response.ts';
export { acceptUpdate, type UpdateAcceptance } from './iti57/accept-update.ts';
export { askUpdate } from './iti57/ask-update.ts';
export { decideUpdate, type UpdateDecision } from './iti57/decide-update.ts';
export { readUpdate, type UpdateReading } from './iti57/read-update.ts';
export type {
  RegisteredUpdate,
  RegisteredVersion,
  UpdateChange,
  UpdateFacts,
  UpdatePort,
  UpdateQuestion,
} from './iti57/update-port.ts';
export type {
  NewAssociation,
  NewVersion,
  StatusChange,
  UpdatableStatus,
  UpdateOperation,
  UpdateRequest,
} from './iti57/update-request.ts';
export { type UpdateContent, updateOf, writeUpdate } from './iti57/write-update.ts';
export { acceptRemoval, removalResponse } from './iti62/accept-removal.ts';
export { decideRemoval, type RemovalDecision } from './iti62/decide-removal.ts';
export { type ObjectRemovalReading, readRemoveObjects } from './iti62/read-remove-objects.ts';
export type {
  KnownAssociation,
  RemovableObject,
  RemovalChange,
  RemovalFacts,
  RemovalPermit,
  RemovalPort,
} from './iti62/removal-port.ts';
export { removedObjectsMax } from './iti62/remove-objects.ts';
export { writeRemoveObjects } from './iti62/write-remove-objects.ts';
export {
  answerRemoveDocuments,
  type RemovableDocument,
  type RemoveDocumentsAnswer,
  type RemoveDocumentsPort,
} from './iti86/answer-remove-documents.ts';
export {
  type RemoveDocumentsReading,
  readRemoveDocuments,
} from './iti86/read-remove-documents.ts';
export { writeRemoveDocuments } from './iti86/write-remove-documents.ts';
export { type Association, association } from './model/association.ts';
export { type Author, author } from './model/author.ts';
export { type Code, type CodeValue, code } from './model/code.ts';
export { type DocumentEntry, documentEntry, type SourcePatientId } from './model/document-entry.ts';
export {
  type Dtm,
  type DtmPrecision,
  dtmDate,
  dtmOf,
  dtmPrecision,
  dtmStart,
  parseDtm,
} from './model/dtm.ts';
export { type Folder, folder } from './model/folder.ts';
export { type LocalizedString, localized } from './model/localized-string.ts';
export { isEntryUuid, type ObjectId, objectId } from './model/object-id.ts';
export {
  type Organisation,
  readOrganisation,
  writeOrganisation,
  type Xon,
} from './model/organisation.ts';
export { type Person, readPerson, writePerson, type Xcn } from './model/person.ts';
export type {
  ExtraClassification,
  ExtraIdentifier,
  RegistryObject,
  VersionInfo,
} from './model/registry-object.ts';
export type { Slot } from './model/slot.ts';
export {
  noObjects,
  objectsOf,
  type RegistryObjects,
  type Submission,
  submission,
} from './model/submission.ts';
export { type SubmissionSet, submissionSet } from './model/submission-set.ts';
export { readTelecom, type Telecom, writeTelecom, type Xtn } from './model/telecom.ts';
export { readRegistryResponse } from './response/read-registry-response.ts';
export {
  problemOfErrors,
  type RegistryError,
  type ReportingActor,
  registryErrorOf,
  registryErrors,
} from './response/registry-error.ts';
export {
  failure,
  type RegistryResponse,
  type ResponseStatus,
  responseStatuses,
  success,
} from './response/registry-response.ts';
export { writeRegistryResponse } from './response/write-registry-response.ts';
export { checkAnswer, checkSubmission } from './rules/check-submission.ts';
export {
  submissionAssociationsMax,
  submissionDocumentsMax,
  submissionFoldersMax,
} from './rules/check-submission-size.ts';
export { titleLengthMax } from './rules/check-title.ts';
export { type Finding, type FindingCode, Findings, findingsMax } from './rules/findings.ts';
export type { ObjectKind } from './rules/subject.ts';
export { type AssociationType, associationTypes } from './vocabulary/association-types.ts';
export { type XdsErrorCode, xdsErrorCodes } from './vocabulary/error-codes.ts';
export {
  lcmNamespace,
  queryNamespace,
  rimNamespace,
  rmdNamespace,
  rsNamespace,
  xdsbNamespace,
} from './vocabulary/namespaces.ts';
export {
  type DocumentEntryType,
  documentEntrySchemes,
  documentEntryTypes,
  folderSchemes,
  submissionSetSchemes,
} from './vocabulary/schemes.ts';
export {
  type AvailabilityStatus,
  availabilityStatuses,
  readStatus,
  statusUrn,
} from './vocabulary/status.ts';
export {
  type TransactionName,
  type TransactionWire,
  transactionOfAction,
  transactionWires,
} from './vocabulary/transactions.ts';
