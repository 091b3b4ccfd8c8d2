import { defineProblems } from './define.ts';

export const pkiProblems = defineProblems({});
