/** Pictures of the viewer's own camera, as JPEG, until it is closed. */
export class Webcam {
  private stream: MediaStream | null = null;
  private timer: number | undefined;

  constructor(private readonly take: (jpeg: Uint8Array) => void) {}

  /** Whether a browser on this page may ask for a camera, and there is one. */
  static async isThere(): Promise<boolean> {
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    return devices?.some(({ kind }) => kind === 'videoinput') ?? false;
  }

  /** Asks for the camera; rejects when it is refused. */
  async open(width: number, height: number, fps: number): Promise<void> {
    this.close();
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: width }, height: { ideal: height } } });
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    await video.play();
    this.stream = stream;
    const scale = Math.min(1, width / video.videoWidth, height / video.videoHeight);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    this.timer = window.setInterval(() => this.capture(video, canvas), 1000 / fps);
  }

  close(): void {
    clearInterval(this.timer);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  private capture(video: HTMLVideoElement, canvas: HTMLCanvasElement): void {
    if (document.hidden) return;
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(
      (blob) => void blob?.arrayBuffer().then((buffer) => this.stream !== null && this.take(new Uint8Array(buffer))),
      'image/jpeg',
      0.85,
    );
  }
}
