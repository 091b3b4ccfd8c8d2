import { defineProblems } from './define.ts';

export const portalProblems = defineProblems({});
