import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent of the product, a petrol blue; used for the primary action and for links (UX-42). */
export const accent: MantineColorsTuple = [
  '#eef6f9',
  '#d8eaf1',
  '#b0d5e3',
  '#7fc3de',
  '#4f9fbd',
  '#2f86a8',
  '#1e7496',
  '#0f5c7c',
  '#0b4a65',
  '#07384e',
];

/** For what destroys or revokes; never decoration. */
export const danger: MantineColorsTuple = [
  '#fdebe9',
  '#f8d3d0',
  '#f0aba6',
  '#ffa49d',
  '#dc6c64',
  '#c94a41',
  '#b3372f',
  '#a3221d',
  '#861a16',
  '#671411',
];

/**
 * What Mantine has to know of the theme in code. The colours themselves stand in `tokens.css`, which
 * sets every variable that these names resolve to, per theme.
 */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, danger },
  defaultRadius: 'default',
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
});
