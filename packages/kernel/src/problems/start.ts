import { defineProblems } from './define.ts';

export const startProblems = defineProblems({});
