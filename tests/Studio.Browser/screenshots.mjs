// Makes the pictures of docs/studio.md, and those by which the page is judged: node screenshots.mjs [FOLDER]. The machine should have nothing else to do, since the streams run live.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, StudioProcess } from './server.mjs';
import { launch, until, Viewer } from './viewer.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../docs/images/', import.meta.url));
const desktop = { viewport: { width: 1440, height: 1070 } };

const shots = [
  { name: 'studio-edge', options: { ...desktop, colorScheme: 'light' }, source: 'coast.mp4', preset: 'edge', seconds: 32 },
  { name: 'studio-agent', options: { ...desktop, colorScheme: 'dark' }, source: 'robot.mp4', preset: 'city', intent: 'keep the focus sharp, battery first', focus: { x: 0.44, y: 0.3 }, seconds: 32 },
  { name: 'studio-phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }, source: 'robot.mp4', preset: 'car', seconds: 15 },
  { name: 'studio-sound', options: { ...desktop, colorScheme: 'light' }, source: 'keeper.wav', preset: 'edge', seconds: 40 },
  { name: 'studio-sound-dark', options: { ...desktop, colorScheme: 'dark' }, source: 'keeper.wav', preset: 'city', seconds: 32 },
  { name: 'studio-sound-phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }, source: 'keeper.wav', preset: 'city', seconds: 15 },
];

async function take(browser, address, { options, source, preset, intent, focus, seconds }) {
  const viewer = await Viewer.open(browser, address, options);
  const { page } = viewer;
  await viewer.next(1, () => true, 60_000);
  await page.selectOption('#source', source);
  await page.selectOption('#preset', preset);
  await until('the source', () => viewer.state.source === source);
  if (intent !== undefined) {
    await page.locator('#intent').fill(intent);
    await page.locator('#intent').press('Enter');
  }
  if (focus !== undefined) {
    const { width, height } = await page.locator('#focus-pad').boundingBox();
    await page.locator('#focus-pad').click({ position: { x: focus.x * width, y: focus.y * height } });
  }
  await page.evaluate(() => document.activeElement?.blur());
  await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  const png = await page.screenshot();
  const webp = await page.evaluate(encoded, png.toString('base64'));
  await viewer.close();
  return Buffer.from(webp, 'base64');
}

/** Runs in the page: a PNG as WebP, both in base64. */
async function encoded(png) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
  let text = '';
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
}

const studio = new StudioProcess(await freePort());
const browser = await launch();
try {
  await studio.start();
  await mkdir(folder, { recursive: true });
  for (const shot of shots) {
    const webp = await take(browser, studio.address, shot);
    await writeFile(join(folder, `${shot.name}.webp`), webp);
    console.log(`${shot.name}.webp: ${(webp.length / 1024).toFixed(0)} KiB`);
  }
} finally {
  await browser.close();
  await studio.kill();
}
