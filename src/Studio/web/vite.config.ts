import { defineConfig } from 'vite';

// `npm run dev` serves the page with a Studio that runs on its usual port behind it; `npm run build` makes what the Studio itself serves.
const studio = 'http://127.0.0.1:5080';

export default defineConfig({
  base: './',
  build: { outDir: '../wwwroot', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/v1': { target: studio, ws: true } } },
});
