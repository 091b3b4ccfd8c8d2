import { defineProblems } from './define.ts';

export const securityProblems = defineProblems({});
