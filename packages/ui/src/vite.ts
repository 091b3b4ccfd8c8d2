export { buildWebIfStale, type WebBuild } from './build/build-web-if-stale.ts';
export { contractSchemas } from './build/contract-schemas.ts';
export { type WebPlace, webConfig } from './build/web-config.ts';
