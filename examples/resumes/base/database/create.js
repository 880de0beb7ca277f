// Creates the database of DATABASE_URL, in place of one of that name, and runs the files of this folder in order.
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

async function run(address, ...statements) {
  const client = new pg.Client({ connectionString: String(address) });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const address = new URL(process.env.DATABASE_URL);
const name = pg.escapeIdentifier(address.pathname.slice(1));
const folder = import.meta.dirname;
const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
const migrations = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')));

await run(new URL('/postgres', address), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `CREATE DATABASE ${name}`);
await run(address, ...migrations, 'ANALYZE');
