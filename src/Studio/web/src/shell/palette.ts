/** Colours of the style sheet as canvases need them: resolved for the theme of the moment. */

const names = ['panel', 'line', 'line-strong', 'text', 'muted', 'screen', 'semantic', 'classical', 'set', 'planned', 'effective', 'side', 'danger', 'knowledge'] as const;

export type ColourName = (typeof names)[number];

let resolved: Map<ColourName, string> | null = null;

export function colour(name: ColourName): string {
  resolved ??= resolve();
  return resolved.get(name) ?? '#888888';
}

/** To be called when the theme has changed. */
export function forgetColours(): void {
  resolved = null;
}

function resolve(): Map<ColourName, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const found = new Map<ColourName, string>();
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    found.set(name, style.color);
  }
  probe.remove();
  return found;
}
