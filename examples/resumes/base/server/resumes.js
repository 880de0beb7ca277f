import { database } from './database.js';

const PAGE_SIZE = 20;

/** The resumes that were edited last. */
export async function listResumes() {
  const { rows } = await database.query('SELECT id, name, title FROM resumes ORDER BY updated_at DESC LIMIT $1', [PAGE_SIZE]);
  return { resumes: rows };
}

/** One resume without its sections, or null. */
export async function showResume(id) {
  const { rows } = await database.query('SELECT id, name, title, updated_at FROM resumes WHERE id = $1', [id]);
  return rows[0] ?? null;
}
