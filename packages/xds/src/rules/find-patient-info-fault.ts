const fieldPattern = /^PID-([1-9]\d{0,2})\|/;
/** Fields that would identify the patient in another way than XDS wants (ITI TF-3: 4.2.3.2.23). */
const refused: ReadonlySet<string> = new Set(['2', '4', '12', '19']);

/** What is wrong with one line of sourcePatientInfo, or undefined. */
export function findPatientInfoFault(text: string): string | undefined {
  const field = fieldPattern.exec(text)?.[1];
  if (field === undefined) return 'A value is not of the form PID-n|content.';
  return refused.has(field) ? `PID-${field} must not be given here.` : undefined;
}
