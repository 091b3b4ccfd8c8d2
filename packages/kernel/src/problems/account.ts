import { defineProblems } from './define.ts';

export const accountProblems = defineProblems({});
