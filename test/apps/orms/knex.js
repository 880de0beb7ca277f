import knex from 'knex';
import { serve } from './serve.js';

const db = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 4 } });
const resumes = () => db('resumes').select('id', 'title').orderBy('id');
const sectionsOf = ({ id }) => db('sections').where({ resume_id: id });

serve({
  async lazy() {
    let count = 0;
    for (const resume of await resumes()) count += (await sectionsOf(resume)).length;
    return count;
  },
  async together() {
    return (await Promise.all((await resumes()).map(sectionsOf))).flat().length;
  },
  async eager() {
    return (await db('resumes').join('sections', 'sections.resume_id', 'resumes.id')).length;
  },
  async batch() {
    const ids = (await resumes()).map(({ id }) => id);
    return (await db('sections').whereIn('resume_id', ids)).length;
  },
  async transaction() {
    await db.transaction(async (own) => {
      const [{ id }] = await own('sections').insert({ resume_id: 1, title: 'new' }).returning('id');
      await own.transaction((inner) => inner('sections').where({ id }).delete());
    });
    return 1;
  },
});
