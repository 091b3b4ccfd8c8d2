export type { Branded } from './brand.ts';
export { catalog, type ProblemCode } from './catalog.ts';
export { type Clock, fixedClock } from './clock.ts';
export type { InputOf, OutputOf, RouteContract, TypedSchema } from './contract.ts';
export { dayIn } from './day-in.ts';
export * from './identifiers/index.ts';
export { type Language, languageOf, languages, type Texts } from './language.ts';
export { fillText, Problem, type ProblemDefinition, type ProblemOptions } from './problem.ts';
export type { Random } from './random.ts';
