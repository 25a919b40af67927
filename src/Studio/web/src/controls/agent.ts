import type { Hello, StudioState } from '../protocol/messages';
import { byId, write } from '../shell/dom';

/** Whether the agent decides, what it shall achieve, and what was understood of that. */
export class AgentControls {
  private readonly toggle = byId('agent', HTMLInputElement);
  private readonly form = byId('intent-form', HTMLFormElement);
  private readonly intent = byId('intent', HTMLInputElement);
  private readonly heard = byId('heard', HTMLParagraphElement);
  private readonly apply = this.form.querySelector('button')!;
  private said = '';

  constructor(private readonly decide: (on: boolean, intent: string) => void) {
    this.toggle.addEventListener('change', () => decide(this.toggle.checked, this.intent.value.trim()));
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      decide(true, this.intent.value.trim());
    });
  }

  greet({ intents }: Hello): void {
    byId('intents', HTMLDataListElement).replaceChildren(...intents.map((intent) => new Option(intent)));
    this.intent.placeholder = intents[0] ?? '';
  }

  /** @param isSound where true, there is nothing to decide. */
  follow({ agent, intent, intentHeard }: StudioState, isSound: boolean): void {
    this.toggle.disabled = this.intent.disabled = this.apply.disabled = isSound;
    this.toggle.checked = agent;
    if (intent !== this.said && document.activeElement !== this.intent) this.intent.value = intent;
    this.said = intent;
    write(this.heard, isSound || intentHeard.length === 0 ? '' : `Understood: ${intentHeard.join('; ')}.`);
  }

  /** By the keyboard: on where it is off, and the other way round. */
  flip(): void {
    if (!this.toggle.disabled) this.decide(!this.toggle.checked, this.intent.value.trim());
  }

  /** Gives the keyboard to the intent. */
  write(): void {
    this.intent.focus();
    this.intent.select();
  }
}
