import { defineProblems } from './define.ts';

export const cdaProblems = defineProblems({});
