import { entryChanged } from '../change.ts';
import { long, type Row } from './row.ts';

export const textsRules: Row[] = [
  {
    rule: 'a title has at most 128 characters',
    bad: () => entryChanged({ title: [{ value: long(129) }] }),
    at: 'DocumentEntry[Document01].title',
  },
  {
    rule: 'a title is in UTF-8',
    bad: () => entryChanged({ title: [{ value: 'Wypis', charset: 'ISO-8859-2' }] }),
    at: 'DocumentEntry[Document01].title',
  },
  {
    rule: 'languageCode is a language tag',
    bad: () => entryChanged({ languageCode: '123 polski' }),
    at: 'DocumentEntry[Document01].languageCode',
  },
  {
    rule: 'sourcePatientInfo is PID-n|content',
    bad: () => entryChanged({ sourcePatientInfo: ['PID-N|x'] }),
    at: 'DocumentEntry[Document01].sourcePatientInfo',
  },
  {
    rule: 'sourcePatientInfo counts from PID-1',
    bad: () => entryChanged({ sourcePatientInfo: ['PID-0|x'] }),
    at: 'DocumentEntry[Document01].sourcePatientInfo',
  },
  ...['2', '4', '12', '19'].map((field) => ({
    rule: `sourcePatientInfo has no PID-${field}`,
    bad: () => entryChanged({ sourcePatientInfo: ['PID-3|1', `PID-${field}|x`] }),
    at: 'DocumentEntry[Document01].sourcePatientInfo',
  })),
  {
    rule: 'a reference id says its type',
    bad: () => entryChanged({ referenceIds: ['12^^^&1.2.3&ISO'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'a reference id has an id',
    bad: () => entryChanged({ referenceIds: ['^^^&1.2.3&ISO^urn:x'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'a reference id is a CXi',
    bad: () => entryChanged({ referenceIds: ['1^2^3^&1.2.3&ISO^urn:x'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'the universal id in the authority of a reference id has its type',
    bad: () => entryChanged({ referenceIds: ['12^^^&1.2.3^urn:x'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'the authority of a reference id names somebody',
    bad: () => entryChanged({ referenceIds: ['12^^^&&^urn:x'] }),
    at: 'DocumentEntry[Document01].referenceIdList',
  },
  {
    rule: 'URI is a URI',
    bad: () => entryChanged({ uri: ':lol:' }),
    at: 'DocumentEntry[Document01].URI',
  },
  {
    rule: 'URI has no blanks',
    bad: () => entryChanged({ uri: 'karta 1.xml' }),
    at: 'DocumentEntry[Document01].URI',
  },
  {
    rule: 'documentAvailability is Online or Offline',
    bad: () => entryChanged({ documentAvailability: 'Online' }),
    at: 'DocumentEntry[Document01].documentAvailability',
  },
];
