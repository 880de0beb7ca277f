import DataLoader from 'dataloader';
import pg from 'pg';
import { serve } from './serve.js';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
const resumes = async () => (await pool.query('SELECT id, title FROM resumes ORDER BY id')).rows;
const sectionsOf = async (id) => (await pool.query('SELECT * FROM sections WHERE resume_id = $1', [id])).rows;

serve({
  async lazy() {
    let count = 0;
    for (const { id } of await resumes()) count += (await sectionsOf(id)).length;
    return count;
  },
  async together() {
    return (await Promise.all((await resumes()).map(({ id }) => sectionsOf(id)))).flat().length;
  },
  async prepared() {
    const named = (id) => ({ name: 'sections', text: 'SELECT * FROM sections WHERE resume_id = $1', values: [id] });
    const found = await Promise.all((await resumes()).map(({ id }) => pool.query(named(id))));
    return found.flatMap(({ rows }) => rows).length;
  },
  async simple() {
    let count = 0;
    for (const { id } of await resumes()) {
      count += (await pool.query(`SELECT * FROM sections WHERE resume_id = ${id}`)).rows.length;
    }
    return count;
  },
  async eager() {
    const { rows } = await pool.query('SELECT s.* FROM resumes r JOIN sections s ON s.resume_id = r.id');
    return rows.length;
  },
  async batch() {
    const loader = new DataLoader(async (ids) => {
      const { rows } = await pool.query('SELECT * FROM sections WHERE resume_id = ANY($1)', [ids]);
      return ids.map((id) => rows.filter((row) => row.resume_id === id));
    });
    return (await Promise.all((await resumes()).map(({ id }) => loader.load(id)))).flat().length;
  },
  async transaction() {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query("INSERT INTO sections (resume_id, title) VALUES (1, 'new') RETURNING id");
      await client.query('SAVEPOINT before');
      await client.query('SELECT 1 / 0').catch(() => client.query('ROLLBACK TO SAVEPOINT before'));
      await client.query('DELETE FROM sections WHERE id = $1', [rows[0].id]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    return 1;
  },
  async several() {
    return (await pool.query('BEGIN; SELECT count(*) FROM sections; SELECT count(*) FROM resumes; COMMIT')).length;
  },
});
