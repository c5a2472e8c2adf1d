export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const slot = 'fineprint.theme';

/** The chosen theme. static/theme.js applies it before the first paint. */
export function chosenTheme(): Theme {
  const stored = localStorage.getItem(slot);
  return themes.find((theme) => theme === stored) ?? 'system';
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(slot, theme);
  document.documentElement.dataset['theme'] = theme;
}
