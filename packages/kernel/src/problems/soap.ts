import { defineProblems } from './define.ts';

export const soapProblems = defineProblems({});
