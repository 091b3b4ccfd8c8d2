/** The one slot of a DocumentEntry whose name is a URN (ITI TF-3: 4.2.3.2.28). */
export const referenceIdListSlot = 'urn:ihe:iti:xds:2013:referenceIdList';
