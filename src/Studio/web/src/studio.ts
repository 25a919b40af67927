import { AgentControls } from './controls/agent';
import { Controls } from './controls/controls';
import { Segments } from './controls/segments';
import { Sources, webcamId } from './controls/sources';
import { Constellation } from './panels/constellation';
import { Facts } from './panels/facts';
import { FocusPad, type Point } from './panels/focus';
import { KnowledgePanel } from './panels/knowledge';
import { LedgerBar } from './panels/ledger';
import { ResponseMap } from './panels/response';
import { Score } from './panels/score';
import { Screen } from './panels/screen';
import { verdictOf, rivalVerdictOf } from './panels/verdict';
import { History, type Sample } from './plots/history';
import { LaneChart } from './plots/lanes';
import { Plots } from './plots/plots';
import { Why } from './plots/why';
import type { Frame, Hello, Part, StudioState } from './protocol/messages';
import { Acknowledger } from './session/acknowledger';
import { Player, type Pictures } from './session/player';
import { kindOf, Session, type Kind } from './session/session';
import { upload, UploadRefused } from './session/upload';
import { Webcam } from './session/webcam';
import { byId } from './shell/dom';
import { decibels } from './shell/format';
import { Notices } from './shell/notices';
import { Shortcuts } from './shell/shortcuts';
import { Status } from './shell/status';
import { Theme } from './shell/theme';
import { SoundFacts } from './sound/facts';
import { SoundStage } from './sound/stage';

const airPauseMs = 90; // dots and maps that change faster are only flicker
const zooms = ['1', '2', '4'];

/** The page: wires the session to what shows it and to what steers it. */
export class Studio {
  private readonly notices = new Notices();
  private readonly screens = { original: new Screen('original'), semantic: new Screen('semantic'), classical: new Screen('classical') };
  private readonly constellation = new Constellation();
  private readonly response = new ResponseMap();
  private readonly ledger = new LedgerBar();
  private readonly facts = new Facts();
  private readonly score = new Score();
  private readonly knowledge = new KnowledgePanel();
  private readonly history = new History();
  private readonly plots = new Plots();
  private readonly why = new Why();
  private readonly lanes = new LaneChart((sample) => this.explain(sample));
  private readonly session = new Session(socketAddress(), {
    connected: (state) => {
      this.status.connected(state);
      if (state.name !== 'open') {
        this.focus.disabled = true;
        this.sound.clear();
      }
    },
    greeted: (hello) => void this.greet(hello),
    stated: (state) => this.follow(state),
    framed: (frame) => this.player.take(frame),
    heard: (part) => this.hear(part),
    learned: (knowledge) => this.knowledge.draw(knowledge),
    complained: ({ message, remedy }) => this.notices.error(message, remedy ?? ''),
  });
  private readonly acknowledger = new Acknowledger((n) => this.session.acknowledge(n));
  private readonly player = new Player(
    (frame, pictures) => this.draw(frame, pictures),
    this.acknowledger,
    (problem) => this.notices.error(`a frame could not be shown: ${problem instanceof Error ? problem.message : String(problem)}`),
  );
  private readonly status = new Status(() => this.session.retryNow(), () => this.toggle());
  private readonly controls = new Controls((settings) => this.session.set(settings));
  private readonly agent = new AgentControls((on, intent) => this.session.decide(on, intent));
  private readonly sources = new Sources((id) => void this.start(id), (file) => void this.give(file));
  private readonly focus = new FocusPad((point) => this.session.focusOn(point));
  private readonly zoom = new Segments('zoom', zooms.map((value) => ({ value, title: `${value}×` })), (value) => this.look(Number(value)));
  private readonly group = byId('group', HTMLSelectElement);
  private readonly webcam = new Webcam((jpeg) => this.session.sendPicture(jpeg));
  private readonly sound = new SoundStage((problem) => this.notices.error(`nothing can be heard: ${problem instanceof Error ? problem.message : String(problem)}`, 'allow sound in the browser'));
  private readonly soundFacts = new SoundFacts();
  private readonly theme = new Theme(() => this.redraw());
  private kind: Kind = 'picture';
  private magnified = 1;
  private place: Point | null = null;
  private picked: Sample | null = null;
  private plotted = -1;
  private airDrawn = -Infinity;

  constructor() {
    this.zoom.follow('1');
    this.group.addEventListener('change', () => this.session.join(this.group.value));
    this.bindKeys();
    setInterval(() => this.plot(), 200);
  }

  open(): void {
    this.session.open();
  }

  private async greet(hello: Hello): Promise<void> {
    this.controls.greet(hello);
    this.agent.greet(hello);
    this.group.replaceChildren(noGroup(), ...hello.groups.map(({ id, title }) => new Option(title, id)));
    byId('knowledge', HTMLElement).hidden = hello.groups.length === 0;
    this.knowledge.clear();
    this.sources.greet(hello, await Webcam.isThere());
    if (this.session.state !== null) this.follow(this.session.state);
  }

  private follow(state: StudioState): void {
    const source = this.sources.find(state.source);
    this.turnTo(kindOf(source), state.running);
    this.status.stated(state);
    this.controls.follow(state, this.kind);
    this.agent.follow(state, this.kind === 'sound');
    this.sources.follow(state.source);
    this.facts.source(source);
    this.soundFacts.source(source);
    this.focus.disabled = this.zoom.disabled = this.group.disabled = this.kind === 'sound';
    this.focus.follow(state.focus);
    this.group.value = state.group ?? '';
    if (state.classical === 'off') this.screens.classical.clear();
    if (this.place?.x !== state.focus?.x || this.place?.y !== state.focus?.y) {
      this.place = state.focus;
      this.look(this.magnified);
    }
  }

  private draw(frame: Frame, pictures: Pictures): void {
    if (this.kind !== 'picture') return;
    const now = performance.now();
    const { original, semantic, classical } = this.screens;
    original.show(pictures.original);
    semantic.show(pictures.semantic);
    classical.show(pictures.classical);
    semantic.say(verdictOf(frame));
    classical.say(rivalVerdictOf(frame));
    if (now - this.airDrawn >= airPauseMs) {
      this.airDrawn = now;
      this.constellation.draw(frame.constellation);
      this.response.draw(frame.response);
      this.ledger.draw(frame.ledger);
    }
    this.facts.draw(frame, now);
    this.history.add(frame, now / 1000);
    this.status.drawn(now, frame.dropped);
  }

  /** Pictures and sounds have panels, plots and numbers of their own. */
  private turnTo(kind: Kind, isRunning: boolean): void {
    if (!isRunning || kind !== this.kind) this.sound.clear();
    if (kind === this.kind) return;
    this.kind = kind;
    document.body.dataset['kind'] = kind;
    this.history.clear();
    this.plotted = -1;
    this.picked = null;
    this.soundFacts.clear();
    if (kind === 'picture') this.sound.leave();
    for (const screen of Object.values(this.screens)) screen.clear();
  }

  private hear(part: Part): void {
    const now = performance.now();
    if (this.kind === 'sound') {
      this.sound.add(part);
      this.constellation.draw(part.constellation);
      this.response.draw(part.response);
      this.ledger.draw(part.ledger);
      this.soundFacts.draw(part);
      this.history.addPart(part, now / 1000);
      this.status.heard(part.original.length / 2 / part.rate, part.dropped);
    }
    this.acknowledger.done(part.n, this.sound.isHeard);
  }

  /** Plots and sums: five times a second, and only where something is new. */
  private plot(): void {
    const newest = this.history.samples.at(-1);
    if (document.hidden || newest === undefined || newest.n === this.plotted) return;
    this.plotted = newest.n;
    this.plots.draw(this.history.samples, newest.kind);
    this.lanes.draw(this.history.samples);
    this.score.draw(this.history.since(10));
    this.explain(this.picked);
    if (newest.kind === 'sound') return;
    this.screens.semantic.describe(`Picture received by the semantic link, PSNR ${decibels(newest.psnrDb)}`);
    this.screens.classical.describe(`Picture received by the classical link, PSNR ${decibels(newest.classicalPsnrDb)}${newest.classicalLost ? ', lost' : ''}`);
  }

  private explain(sample: Sample | null): void {
    this.picked = sample;
    this.why.draw(sample ?? this.history.samples.at(-1) ?? null, sample !== null);
  }

  private redraw(): void {
    this.plots.redraw();
    this.lanes.redraw();
  }

  private look(zoom: number): void {
    this.magnified = zoom;
    const view = { zoom, x: this.place?.x ?? 0.5, y: this.place?.y ?? 0.5 };
    for (const screen of Object.values(this.screens)) screen.look(view);
    this.focus.look(view);
  }

  private toggle(): void {
    const { state } = this.session;
    if (state === null) return;
    if (state.running) {
      this.webcam.close();
      this.session.stop();
    } else {
      const id = state.source ?? this.session.hello?.sources[0]?.id;
      if (id !== undefined) void this.start(id);
    }
  }

  private async start(id: string): Promise<void> {
    this.webcam.close();
    const { hello } = this.session;
    if (id === webcamId && hello !== null) {
      try {
        await this.webcam.open(hello.limits.maxWidth, hello.limits.maxHeight, Math.min(15, hello.limits.maxFps));
      } catch (problem) {
        this.sources.follow(this.session.state?.source ?? null);
        return this.notices.error(`the camera cannot be used: ${problem instanceof Error ? problem.message : String(problem)}`, 'allow it in the browser, or choose another source');
      }
    }
    const kind = kindOf(this.sources.find(id));
    this.controls.expect(kind);
    this.session.start(id, kind);
  }

  private async give(file: File): Promise<void> {
    const { hello } = this.session;
    if (hello === null) return this.notices.error('there is no connection to the Studio', 'try again when it is back');
    try {
      this.notices.note(`Sending ${file.name}…`);
      const source = await upload(file, hello);
      this.sources.add(source);
      await this.start(source.id);
    } catch (problem) {
      if (problem instanceof UploadRefused) this.notices.error(problem.message, problem.remedy);
      else throw problem;
    }
  }

  private bindKeys(): void {
    const { controls } = this;
    new Shortcuts(
      [
        { keys: [' '], shown: ['Space'], what: 'start or pause', act: () => this.toggle() },
        { keys: ['[', ']'], shown: ['[', ']'], what: 'SNR down or up by 1 dB', act: (key) => controls.snr.nudge(key === ']' ? 2 : -2) },
        { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], shown: ['1', '…', '9'], what: 'presets', act: (key) => controls.preset(Number(key) - 1) },
        { keys: ['a', 'A'], shown: ['A'], what: 'let the agent decide, or not', act: () => this.agent.flip() },
        { keys: ['i', 'I'], shown: ['I'], what: 'say what matters', act: () => this.agent.write() },
        { keys: ['f', 'F'], shown: ['F'], what: 'choose the focus: arrow keys, then Enter', act: () => this.focus.enter() },
        { keys: ['z', 'Z'], shown: ['Z'], what: 'zoom', act: () => this.zoom.next() },
        { keys: ['l', 'L'], shown: ['L'], what: 'listen to a sound: original, semantic, classical, off', act: () => this.kind === 'sound' && this.sound.next() },
        { keys: ['m', 'M'], shown: ['M'], what: 'next mode', act: () => controls.mode.next() },
        { keys: ['r', 'R'], shown: ['R'], what: 'next rival', act: () => controls.rival.next() },
        { keys: ['t', 'T'], shown: ['T'], what: 'theme', act: () => this.theme.next() },
      ],
      () => void (this.notices.dismiss() || this.focus.clear()),
    );
  }
}

/** What the list shows while no group has been chosen; it cannot be chosen itself. */
function noGroup(): HTMLOptionElement {
  const option = new Option('None yet', '');
  option.disabled = true;
  return option;
}

function socketAddress(): string {
  const address = new URL('v1/stream', document.baseURI);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
