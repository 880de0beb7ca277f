import { database } from './database.js';

/** The sections of a resume that have `words` in their text. */
export async function searchSections(resumeId, words) {
  const { rows } = await database.query(
    'SELECT id, heading, body FROM sections WHERE resume_id = $1 AND strpos(body, $2) > 0 ORDER BY id',
    [resumeId, words],
  );
  return { sections: rows };
}

/** All sections of a resume. */
export async function sectionsOf(resumeId) {
  const { rows } = await database.query('SELECT heading, body FROM sections WHERE resume_id = $1 ORDER BY id', [resumeId]);
  return rows;
}
