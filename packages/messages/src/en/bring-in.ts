import type { AreaOf } from '../area.ts';
import type { bringIn as polish } from '../pl/bring-in.ts';

export const bringIn: AreaOf<typeof polish> = {
  heading: 'Bringing documents in',
  files: 'Bring in files',
  folder: 'Bring in a folder',
  drop: 'or drop XML HL7 CDA files or folders here',
  dropNow: 'Drop to bring in',
  progress: 'Bringing in {number} of {count}: {name}',
  finished: '{count, plural, one {Finished: # file} other {Finished: # files}}',
  counts: 'stored: {stored}, there already: {already}, conflicts: {conflict}, refused: {refused}',
  stopped:
    '{count, plural, one {Stopped; # file was not brought in.} other {Stopped; # files were not brought in.}}',
  stop: 'Stop',
  hide: 'Hide the list',
  again: 'Bring in again what did not work',
  results: 'What became of each file',
  outcomeStored: 'Stored',
  outcomeAlready: 'In the archive already',
  outcomeConflict: 'Identifier conflict',
  outcomeRefused: 'Not accepted',
  outcomeUnknown: 'Not known',
  outcomeWaiting: 'Waiting',
  patientMade: 'A patient record was made',
  conflictText:
    'Another document has the same id and other content. Both are kept; decide what to do with them.',
  openDocument: 'Open the document',
  decide: 'Compare and decide',
  nothing: 'There are no files in what was chosen.',
  tooMany: 'Up to {max} files can be brought in at once. Bring in the rest afterwards.',
  tooBig: 'The file has {size}, and a document may have up to {max}.',
  tooBigNext: 'Make the attachments in the document smaller or split it.',
  twice: 'The same file brought in again is not stored twice.',
  place: 'Place: {place}',
};
