import { useState } from 'preact/hooks';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Light, dark, or what the reader's system says. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>('auto');
  const choose = (next: Theme): void => {
    document.documentElement.dataset.theme = next;
    setTheme(next);
  };
  return (
    <fieldset class="theme">
      <legend class="unseen">Colours</legend>
      {THEMES.map((name) => (
        <label key={name} class={name === theme ? 'chosen' : ''}>
          <input type="radio" name="theme" value={name} checked={name === theme} onChange={() => choose(name)} />
          {name === 'auto' ? 'Auto' : name === 'light' ? 'Light' : 'Dark'}
        </label>
      ))}
    </fieldset>
  );
}
