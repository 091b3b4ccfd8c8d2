export { buildSampleCda } from './build-sample-cda.ts';
export {
  sampleDiagnostician,
  sampleDoctor,
  samplePlace,
  sampleRegon9,
  sampleRegon14,
} from './sample-cast.ts';
export {
  type SampleAuthor,
  type SampleCdaOptions,
  type SampleKind,
  type SamplePlace,
  sampleKinds,
} from './sample-model.ts';
