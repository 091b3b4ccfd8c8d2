import { defineProblems } from './define.ts';

export const practiceProblems = defineProblems({});
