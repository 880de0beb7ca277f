import react from '@vitejs/plugin-react';
import { visualizer } from 'rollup-plugin-visualizer';
import { defineConfig } from 'vite';
import { snapshots } from './data/snapshots.js';

export default defineConfig({
  plugins: [react(), snapshots(), visualizer({ template: 'raw-data', filename: 'stats.json', sourcemap: true })],
  build: { sourcemap: 'hidden' },
  server: { proxy: { '/api': 'http://localhost:8080' } },
});
