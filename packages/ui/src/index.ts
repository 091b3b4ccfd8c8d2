// First of all, so that the styles of the kit's own parts come after those of Mantine and win.
import './theme/styles.ts';

export { AccountPage } from './account/account-page-later.tsx';
export { ActionMenu, type ActionMenuItem, type ActionMenuProps } from './action/action-menu.tsx';
export { Button, type ButtonProps } from './action/button.tsx';
export * from './action/icons.tsx';
export { BrokenBoundary, BrokenPage } from './app/broken-page.tsx';
export { KitProvider } from './app/kit-provider.tsx';
export { type MountOptions, mountApp } from './app/mount-app.tsx';
export { NotFoundPage } from './app/not-found-page.tsx';
export { RouterNavigation } from './app/router-navigation.tsx';
export {
  type CallOptions,
  type CallRoute,
  createCaller,
  type RouteAnswer,
  type RouteInput,
  routeAddress,
} from './client/call-route.ts';
export {
  ClientProblem,
  type ClientProblemDetails,
  type FieldProblem,
} from './client/client-problem.ts';
export { createLastAnswer, LastAnswerProvider, useLastAnswerAt } from './client/last-answer.tsx';
export { createQueryClient } from './client/query-client.ts';
export {
  CallProvider,
  routeKey,
  useCallRoute,
  useRoute,
  useRouteMutation,
} from './client/use-route.tsx';
export { ConfirmDialog, type ConfirmDialogProps } from './dialog/confirm-dialog.tsx';
export { Dialog, type DialogProps } from './dialog/dialog.tsx';
export { SecretOnce, type SecretOnceProps } from './dialog/secret-once.tsx';
export { DocumentFrame, type DocumentFrameProps } from './document/document-frame.tsx';
export { CheckField } from './form/check-field.tsx';
export { CodeField } from './form/code-field.tsx';
export {
  checkDateField,
  DateField,
  type DateFieldProps,
  type DateLimits,
  typedIso,
} from './form/date-field.tsx';
export { ErrorSummary } from './form/error-summary.tsx';
export type { FieldProps } from './form/field-label.tsx';
export {
  checkFileField,
  FileField,
  type FileFieldProps,
  type FileLimits,
} from './form/file-field.tsx';
export { Form, type FormProps } from './form/form.tsx';
export { useField } from './form/form-context.tsx';
export { PasswordField } from './form/password-field.tsx';
export { RadioField, type RadioFieldProps } from './form/radio-field.tsx';
export { SelectField, type SelectFieldProps, type SelectOption } from './form/select-field.tsx';
export { TextField, type TextFieldProps } from './form/text-field.tsx';
export { type FieldErrors, type FormHandle, type FormOptions, useForm } from './form/use-form.ts';
export { AppFrame, type AppFrameProps } from './frame/app-frame.tsx';
export { BrandMark } from './frame/brand-mark.tsx';
export { type ConnectionState, ConnectionStates } from './frame/connection-states.tsx';
export { type KeyBinding, KeySheet, KeySheetProvider, useKeys } from './frame/key-sheet.tsx';
export { LanguageSwitch, languageNames } from './frame/language-switch.tsx';
export { MainMenu } from './frame/main-menu.tsx';
export { currentNode, type MenuNode, menuWithPages } from './frame/menu-node.ts';
export { SandboxBar, type TestWorld } from './frame/sandbox-bar.tsx';
export { SessionEndWarning } from './frame/session-end-warning.tsx';
export type { FrameUser } from './frame/user-menu.tsx';
export { useAnnounce } from './language/announcer.tsx';
export { ClockProvider, useClock } from './language/clock-context.tsx';
export { HiddenText } from './language/hidden-text.tsx';
export {
  LanguageProvider,
  type Translate,
  useLanguage,
  useMessages,
} from './language/messages-context.tsx';
export {
  Card,
  Disclosure,
  type DisclosureProps,
  LinkList,
  type LinkListProps,
  Row,
  Stack,
} from './layout/layout.tsx';
export {
  OperationLog,
  type OperationLogProps,
  type OperationStep,
  type StepState,
} from './operation/operation-log.tsx';
export { EmptyPage, type EmptyPageProps } from './page/empty-page.tsx';
export { Loading } from './page/loading.tsx';
export {
  type LinkProps,
  type Navigation,
  NavigationProvider,
  TextLink,
  useNavigation,
} from './page/navigation-context.tsx';
export { Page, type PageProps } from './page/page.tsx';
export { Section, type SectionProps } from './page/section.tsx';
export {
  type BannerPatient,
  PatientBanner,
  type PatientBannerProps,
} from './patient/patient-banner.tsx';
export { Notice, type NoticeProps } from './problem/notice.tsx';
export { ProblemNotice, type ProblemNoticeProps } from './problem/problem-notice.tsx';
export type { SessionContracts, SignedInPerson } from './session/session-contracts.ts';
export { type Session, SessionGate, type SessionGateProps } from './session/session-gate.tsx';
export { askPasskey, createPasskey, passkeysWork } from './sign-in/ask-passkey.ts';
export {
  type ContractSignInOptions,
  contractSignIn,
  type SignInContracts,
} from './sign-in/contract-sign-in.ts';
export type { SignInCalls, SignInOutcome } from './sign-in/sign-in-calls.ts';
export { SignInPage, type SignInPageProps } from './sign-in/sign-in-page.tsx';
export {
  DataTable,
  type DataTableProps,
  type RowAction,
  type TableColumn,
} from './table/data-table.tsx';
export type { TablePage } from './table/pagination.tsx';
export type { TableSort } from './table/sort-select.tsx';
export { CopyButton } from './value/copy-button.tsx';
export { Identifier, type IdentifierProps } from './value/identifier.tsx';
export { type StateKind, StateTag } from './value/state-tag.tsx';
export { DateText, FactList, Value, YesNo } from './value/value.tsx';
