import type { ContentHandle } from '@kartoteka/service';
import type { OutgoingAttachment, ReceivedMessage } from '@kartoteka/soap';
import type { TransactionWire } from '@kartoteka/xds';
import type { XmlMarkup } from '@kartoteka/xml';
import type { MachineCall } from '../features/documents/machine-call.ts';

/** What a transaction answers: the child of the Body, and what travels beside it. */
export interface TransactionAnswer {
  readonly body: XmlMarkup;
  readonly attachments?: readonly OutgoingAttachment[];
}

/** One IHE transaction of the machine interface, over a message that is proven already. */
export interface Transaction {
  readonly wire: TransactionWire;
  /** Its name in the audit. */
  readonly auditAction: string;
  answer(call: MachineCall, message: ReceivedMessage<ContentHandle>): Promise<TransactionAnswer>;
}
