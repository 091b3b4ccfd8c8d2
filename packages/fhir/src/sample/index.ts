export {
  type BundleOptions,
  patientNumber,
  patientSystem,
  sampleBundle,
  sha1Base64,
  typed,
} from './bundle.ts';
