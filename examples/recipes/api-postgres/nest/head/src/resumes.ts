import pg from 'pg';

const pool = new pg.Pool();

export async function resumes() {
  const { rows } = await pool.query('select id, headline from resumes order by id limit 20');
  return rows;
}
