import postgres from 'postgres';
import { serve } from './serve.js';

const sql = postgres(process.env.DATABASE_URL, { max: 4, onnotice: () => {} });
const resumes = () => sql`SELECT id, title FROM resumes ORDER BY id`;
const sectionsOf = (id) => sql`SELECT * FROM sections WHERE resume_id = ${id}`;

serve({
  async lazy() {
    let count = 0;
    for (const { id } of await resumes()) count += (await sectionsOf(id)).length;
    return count;
  },
  async together() {
    return (await Promise.all((await resumes()).map(({ id }) => sectionsOf(id)))).flat().length;
  },
  async simple() {
    let count = 0;
    for (const { id } of await resumes()) {
      count += (await sql.unsafe(`SELECT * FROM sections WHERE resume_id = ${id}`)).length;
    }
    return count;
  },
  async eager() {
    return (await sql`SELECT s.* FROM resumes r JOIN sections s ON s.resume_id = r.id`).length;
  },
  async batch() {
    const ids = (await resumes()).map(({ id }) => id);
    return (await sql`SELECT * FROM sections WHERE resume_id IN ${sql(ids)}`).length;
  },
  async cursor() {
    let count = 0;
    for await (const rows of sql`SELECT * FROM sections ORDER BY id`.cursor(30)) count += rows.length;
    return count;
  },
  async transaction() {
    await sql.begin(async (own) => {
      const [{ id }] = await own`INSERT INTO sections (resume_id, title) VALUES (1, 'new') RETURNING id`;
      await own.savepoint((inner) => inner`SELECT 1 / ${0}::int`).catch(() => {});
      await own`DELETE FROM sections WHERE id = ${id}`;
    });
    return 1;
  },
  async pipelined() {
    return (await sql.begin((own) => [own`SELECT count(*) FROM sections`, own`SELECT count(*) FROM resumes`])).length;
  },
  async fails() {
    const found = await Promise.allSettled([sectionsOf(1), sql`SELECT 1 / ${0}::int`, sectionsOf(2), sectionsOf(3)]);
    return found.filter(({ status }) => status === 'fulfilled').length;
  },
});
