import { database } from './database.js';

const PAGE_SIZE = 20;
const SECTIONS_ON_CARD = 3;

/** The resumes that were edited last, each with its first sections. */
export async function listResumes() {
  const { rows } = await database.query('SELECT id, name, title FROM resumes ORDER BY updated_at DESC LIMIT $1', [PAGE_SIZE]);
  const resumes = [];
  for (const resume of rows) resumes.push({ ...resume, sections: await firstSections(resume.id) });
  return { resumes };
}

async function firstSections(resumeId) {
  const { rows } = await database.query('SELECT heading FROM sections WHERE resume_id = $1 ORDER BY position LIMIT $2', [
    resumeId,
    SECTIONS_ON_CARD,
  ]);
  return rows.map(({ heading }) => heading);
}

/** What was viewed, and when: the list of recent views begins at its end. */
const views = [];

function rememberView(resume) {
  views.push({ at: new Date(), title: `${resume.name}, ${resume.title}`, resume });
}

/** One resume without its sections, or null. */
export async function showResume(id) {
  const { rows } = await database.query('SELECT id, name, title, updated_at FROM resumes WHERE id = $1', [id]);
  if (rows[0]) rememberView(rows[0]);
  return rows[0] ?? null;
}
