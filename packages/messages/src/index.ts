export * from './browser.ts';
export {
  checkCatalogs,
  checkMessages,
  checkProblems,
  type MessageFinding,
} from './check-messages.ts';
export { formatMessage } from './format-message.ts';
