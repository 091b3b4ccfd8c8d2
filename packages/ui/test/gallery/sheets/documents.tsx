import { Button, DocumentFrame, Page, PatientBanner, useMessages } from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

function DocumentPage() {
  const t = useMessages();
  const title = 'Karta informacyjna leczenia szpitalnego';
  return (
    <FrameAround>
      <Page
        title={title}
        action={<Button look="primary">{t('archive.share')}</Button>}
        banner={
          <PatientBanner
            today="2026-03-02"
            patient={{ family: 'Próbna', given: 'Żaneta', birthDate: '1958-03-12', sex: 'female' }}
          />
        }
      >
        <DocumentFrame src="/sample-document.html" title={title} language="pl" partsRemoved={2} />
      </Page>
    </FrameAround>
  );
}

export const documentSheets: readonly Sheet[] = [{ name: 'document', Content: DocumentPage }];
