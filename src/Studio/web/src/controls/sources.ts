import type { Hello, Source } from '../protocol/messages';
import { byId, make } from '../shell/dom';

export const webcamId = 'webcam';

const groups: Record<string, string> = { video: 'Videos', picture: 'Pictures', sound: 'Voices', webcam: 'Camera' };

/** What is sent: the server's sources, the viewer's own files, the camera. */
export class Sources {
  private readonly select = byId('source', HTMLSelectElement);
  private readonly file = byId('file', HTMLInputElement);
  private readonly dropzone = byId('dropzone', HTMLDivElement);
  private known: Source[] = [];
  private camera = false;

  constructor(
    chosen: (id: string) => void,
    private readonly dropped: (file: File) => void,
  ) {
    this.select.addEventListener('change', () => chosen(this.select.value));
    byId('add', HTMLButtonElement).addEventListener('click', () => this.file.click());
    this.file.addEventListener('change', () => {
      this.take(this.file.files);
      this.file.value = '';
    });
    this.listenForDrops();
  }

  greet({ sources }: Hello, camera: boolean): void {
    this.known = sources.filter(({ id }) => id !== webcamId);
    this.camera = camera;
    this.list();
  }

  add(source: Source): void {
    this.known = [...this.known.filter(({ id }) => id !== source.id), source];
    this.list();
  }

  follow(source: string | null): void {
    if (source !== null) this.select.value = source;
  }

  find(id: string | null): Source | null {
    if (id === webcamId) return { id: webcamId, title: 'Camera', kind: 'webcam', width: 0, height: 0, fps: 0, seconds: null };
    return this.known.find((source) => source.id === id) ?? null;
  }

  private list(): void {
    const value = this.select.value;
    const all = this.camera ? [...this.known, this.find(webcamId)!] : this.known;
    const kinds = [...new Set(all.map(({ kind }) => kind))];
    this.select.replaceChildren(
      ...kinds.map((kind) => {
        const group = make('optgroup');
        group.label = groups[kind] ?? kind;
        group.append(...all.filter((source) => source.kind === kind).map(({ id, title }) => new Option(title, id)));
        return group;
      }),
    );
    if (all.some(({ id }) => id === value)) this.select.value = value;
  }

  private listenForDrops(): void {
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    addEventListener('dragover', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      this.dropzone.hidden = false;
    });
    addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) this.dropzone.hidden = true;
    });
    addEventListener('drop', (event) => {
      this.dropzone.hidden = true;
      if (!carriesFiles(event)) return;
      event.preventDefault();
      this.take(event.dataTransfer?.files ?? null);
    });
  }

  private take(files: FileList | null): void {
    const file = files?.[0];
    if (file !== undefined) this.dropped(file);
  }
}
