import { fixedClock } from '@kartoteka/kernel';
import { readXml, writeXml } from '@kartoteka/xml';
import {
  acceptSubmission,
  acceptUpdate,
  type DocumentEntry,
  type Folder,
  readUpdate,
  type Submission,
  type SubmissionSet,
  type UpdateContent,
  updateOf,
  writeUpdate,
} from '../src/index.ts';
import { sampleOids, sampleSubmissionSet } from '../src/sample/index.ts';
import { countingRandom, MemoryRegistry } from './memory-registry.ts';
import { type Request, request } from './sample-request.ts';

/** A registry in memory that takes submissions and updates as messages. */
export function updatableRegistry() {
  const registry = new MemoryRegistry();
  const clock = fixedClock('2026-03-01T08:20:00Z');
  const context = { clock, random: countingRandom(), repositoryUniqueId: sampleOids.repository };

  const store = async (from: Request) => {
    const acceptance = await acceptSubmission(from, registry, context);
    if (acceptance.outcome !== 'stored') throw new Error(JSON.stringify(acceptance));
    return acceptance.change;
  };
  /** What a message is answered: the codes, or what was done. */
  const send = async (submission: Submission): Promise<string[]> => {
    const reading = readUpdate(readXml(writeXml(writeUpdate(submission))).root);
    if (!reading.ok) return reading.errors.map(({ code }) => code);
    const acceptance = await acceptUpdate(reading.request, registry.versions, context);
    return acceptance.outcome === 'refused'
      ? acceptance.errors.map(({ code }) => code)
      : [acceptance.outcome];
  };
  return {
    registry,
    clock,
    store,
    send,
    /** One document with its folder, as the registry holds them. */
    stored: async (serial: number): Promise<{ entry: DocumentEntry; folder: Folder }> => {
      const { documents, folders } = await store(request(serial));
      const [entry, folder] = [documents[0]?.entry, folders[0]];
      if (!entry || !folder) throw new Error('nothing stored');
      return { entry, folder };
    },
    update: (serial: number, content: UpdateContent, set: Partial<SubmissionSet> = {}) =>
      send(updateOf({ ...setOf(serial), ...set }, content)),
    documents: () => registry.objects().documents,
    associations: () => registry.objects().associations,
  };
}

/** A set for an update; its unique id is none of `request`. */
export function setOf(serial: number): SubmissionSet {
  return { ...sampleSubmissionSet(serial), uniqueId: `2.999.57.${serial}` };
}
