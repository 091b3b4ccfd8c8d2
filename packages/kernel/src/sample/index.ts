export { type SamplePerson, sampleNpwz, samplePeople, samplePesel } from './people.ts';
