export { sampleDocumentEntry, sampleFolder, sampleSubmissionSet } from './objects.ts';
export { sampleOids, samplePatientId } from './oids.ts';
export { type SampleOptions, type SampleSubmission, sampleSubmission } from './submission.ts';
