export { type ConfigFinding, ConfigProblem } from './config-problem.ts';
export { basePortMax, type PortName, portOf, portOffsets } from './ports.ts';
export {
  type ConfigOf,
  type ConfigRule,
  type ConfigShape,
  readConfig,
  type Setting,
} from './read-config.ts';
export { sharedRules } from './shared-rules.ts';
export { isLoopback, keyFileOf, type SharedConfig, sharedSettings } from './shared-settings.ts';
