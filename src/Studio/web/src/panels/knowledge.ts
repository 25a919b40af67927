import type { Knowledge } from '../protocol/messages';
import { byId, make, write } from '../shell/dom';
import { whole } from '../shell/format';

const most = 60;

/** What a user group knows, and what is being synchronised with it. */
export class KnowledgePanel {
  private readonly sum = byId('knowledge-sum', HTMLParagraphElement);
  private readonly events = byId('knowledge-events', HTMLOListElement);

  draw(knowledge: Knowledge): void {
    const entries = `${whole(knowledge.entries)} ${knowledge.entries === 1 ? 'entry' : 'entries'}`;
    write(this.sum, `${entries}, ${whole(knowledge.uses)} channel uses for synchronising`);
    for (const event of knowledge.events) this.events.prepend(make('li', '', event));
    while (this.events.childElementCount > most) this.events.lastElementChild?.remove();
  }

  clear(): void {
    write(this.sum, 'Nothing has been synchronised yet.');
    this.events.replaceChildren();
  }
}
