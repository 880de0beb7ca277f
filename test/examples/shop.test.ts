import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPlan } from '../../src/config/read-plan.ts';

const shop = join(import.meta.dirname, '..', '..', 'examples', 'shop');
const base = join(shop, 'base');
const head = join(shop, 'head');

interface Listed {
  products: { newestReview?: unknown }[];
}

interface Priced {
  subtotal: number;
  lines: { price: number }[];
}

test('the example has bundles, pages and endpoints', async () => {
  const { subjects } = await readPlan(base, null);
  expect(new Set(subjects.map(({ check }) => check))).toEqual(new Set(['bundle', 'vitals', 'api']));
});

describe('the API of the example', () => {
  const running: ChildProcess[] = [];
  const origins: string[] = [];
  let merged: string;

  /** Starts the API of an app, and answers its origin once it listens. */
  async function start(folder: string): Promise<string> {
    const env = { ...process.env, PORT: '0' };
    const child = spawn(process.execPath, ['server/main.js'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /port (\d+)/.exec(line)?.[1];
      if (port !== undefined) return `http://127.0.0.1:${port}`;
    }
    throw new Error('the API ended before it listened');
  }

  /** What base and head answer. */
  async function ask<Answer>(path: string, init?: RequestInit): Promise<{ before: Answer; after: Answer }> {
    const answers = origins.map(async (origin) => (await fetch(`${origin}${path}`, init)).json());
    const [before, after] = (await Promise.all(answers)) as [Answer, Answer];
    return { before, after };
  }

  beforeAll(async () => {
    merged = await mkdtemp(join(tmpdir(), 'shop-head-'));
    for (const folder of [base, head]) {
      for (const part of ['package.json', 'data', 'server']) {
        await cp(join(folder, part), join(merged, part), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
          if (folder === base || error.code !== 'ENOENT') throw error;
        });
      }
    }
    origins.push(await start(base), await start(merged));
  });

  afterAll(async () => {
    for (const child of running) {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.kill()) await ended;
    }
    await rm(merged, { recursive: true, force: true });
  });

  test('lists the same products in head, each with its newest review', async () => {
    const { before, after } = await ask<Listed>('/api/products?sort=rating');
    expect(before.products).toHaveLength(24);
    expect(after.products[0]?.newestReview).toEqual({
      author: expect.any(String),
      rating: expect.any(Number),
      text: expect.any(String),
    });
    for (const product of after.products) delete product.newestReview;
    expect(after).toEqual(before);
  });

  test('prices a cart in head as in base', async () => {
    const body = JSON.stringify({ items: [{ id: 'p-17', quantity: 2 }] });
    const { before, after } = await ask<Priced>('/api/cart', { method: 'POST', body });
    expect(before.subtotal).toBe(2 * (before.lines[0]?.price ?? 0));
    expect(after).toEqual(before);
  });

  test('answers a cart with an unknown product by naming it', async () => {
    const body = JSON.stringify({ items: [{ id: 'p-0', quantity: 1 }] });
    const { before } = await ask('/api/cart', { method: 'POST', body });
    expect(before).toEqual({ error: 'There is no product p-0' });
  });
});
