import { defineProblems } from './define.ts';

export const xdsProblems = defineProblems({});
