import { author } from '../../src/index.ts';
import { entryChanged, setChanged } from '../change.ts';
import { type Row, withAuthor } from './row.ts';

export const peopleRules: Row[] = [
  {
    rule: 'an author is a person, an institution or an address',
    bad: () => withAuthor({ roles: ['LEK'] }),
    at: 'DocumentEntry[Document01].author',
  },
  {
    rule: 'the same holds for the author of a SubmissionSet',
    bad: () => setChanged({ authors: [author({})] }),
    at: 'SubmissionSet[SubmissionSet01].author',
  },
  {
    rule: 'a person has an id or a family name',
    bad: () => withAuthor({ person: '^^Jan^^^' as never }),
    at: 'DocumentEntry[Document01].authorPerson',
  },
  {
    rule: 'a person without an id has no assigning authority',
    bad: () => withAuthor({ person: '^Udawana^Kalina^^^^^^&1.2.3&ISO' as never }),
    at: 'DocumentEntry[Document01].authorPerson',
  },
  {
    rule: 'the assigning authority of a person is an HD',
    bad: () => withAuthor({ person: '77^Udawana^Kalina^^^^^^lekarze' as never }),
    at: 'DocumentEntry[Document01].authorPerson',
  },
  {
    rule: 'the legal authenticator is a person',
    bad: () => entryChanged({ legalAuthenticator: '^^Kalina' }),
    at: 'DocumentEntry[Document01].legalAuthenticator',
  },
  {
    rule: 'an organisation has a name',
    bad: () => withAuthor({ institutions: ['^^^^^&1.2.3&ISO^^^^45' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'an organisation has no other components',
    bad: () => withAuthor({ institutions: ['Przychodnia^L' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'the id of an organisation is an OID or has an authority',
    bad: () => withAuthor({ institutions: ['Przychodnia^^^^^^^^^77' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'the assigning authority of an organisation is an HD',
    bad: () => withAuthor({ institutions: ['Przychodnia^^^^^&1.2.3^^^^77' as never] }),
    at: 'DocumentEntry[Document01].authorInstitution',
  },
  {
    rule: 'a telecommunication address says something',
    bad: () => withAuthor({ telecoms: ['^^Internet^' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'the type of a telecommunication address is one of HL7',
    bad: () => withAuthor({ telecoms: ['^PRN^Telefon^^48^22^5550000' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'the use of a telecommunication address is one of HL7',
    bad: () => withAuthor({ telecoms: ['^DOM^PH^^48^22^5550000' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'a mail address is used as NET',
    bad: () => withAuthor({ telecoms: ['^WPN^Internet^a@b.example' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'a telephone number is not used as NET',
    bad: () => withAuthor({ telecoms: ['^NET^PH^^48^22^5550000' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'an address of the type Internet is a mail address',
    bad: () => withAuthor({ telecoms: ['^NET^Internet^^48^22^5550000' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'a mail address has no number beside it',
    bad: () => withAuthor({ telecoms: ['^NET^Internet^a@b.example^48' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'a telephone number has no mail address beside it',
    bad: () => withAuthor({ telecoms: ['^PRN^PH^a@b.example^48^22^5550000' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'a telephone number is given in one way',
    bad: () => withAuthor({ telecoms: ['^PRN^PH^^48^22^5550000^^^^^+48225550000' as never] }),
    at: 'DocumentEntry[Document01].authorTelecommunication',
  },
  {
    rule: 'a coded role has a code',
    bad: () => withAuthor({ person: '^Udawana' as never, roles: ['^^^&1.2.3&ISO'] }),
    at: 'DocumentEntry[Document01].authorRole',
  },
  {
    rule: 'a coded role has no further components',
    bad: () => withAuthor({ person: '^Udawana' as never, roles: ['LEK^lekarz^^&1.2.3&ISO'] }),
    at: 'DocumentEntry[Document01].authorRole',
  },
  {
    rule: 'the authority of a coded specialty is an HD',
    bad: () => withAuthor({ person: '^Udawana' as never, specialties: ['0731^^^specjalności'] }),
    at: 'DocumentEntry[Document01].authorSpecialty',
  },
  {
    rule: 'a recipient is not empty',
    bad: () => setChanged({ intendedRecipients: ['||'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
  {
    rule: 'a recipient has at most three parts',
    bad: () => setChanged({ intendedRecipients: ['A|^B|^^Internet^c@d.example|E'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
  {
    rule: 'the organisation of a recipient is an XON',
    bad: () => setChanged({ intendedRecipients: ['^L'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
  {
    rule: 'the person of a recipient is an XCN',
    bad: () => setChanged({ intendedRecipients: ['Przychodnia|^^Jan'] }),
    at: 'SubmissionSet[SubmissionSet01].intendedRecipient',
  },
];
