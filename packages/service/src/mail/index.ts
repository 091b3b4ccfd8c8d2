export {
  type MailAttachment,
  type MailClient,
  type MailClientOptions,
  type MailMessage,
  type MailReceipt,
  mailClient,
  type RawMail,
} from './mail-client.ts';
export { type MailSecurity, type MailServer, mailServerShape } from './mail-server.ts';
