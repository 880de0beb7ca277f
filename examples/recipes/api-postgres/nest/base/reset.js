// Makes the database of PGDATABASE anew, with the newest schema and data to measure with.
import { readFile } from 'node:fs/promises';
import pg from 'pg';

const name = pg.escapeIdentifier(process.env.PGDATABASE);

const server = new pg.Client({ database: 'postgres' });
await server.connect();
await server.query(`drop database if exists ${name} with (force)`);
await server.query(`create database ${name}`);
await server.end();

const database = new pg.Client();
await database.connect();
await database.query(await readFile('schema.sql', 'utf8'));
await database.end();
