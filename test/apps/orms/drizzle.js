import { eq, inArray, relations, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { serve } from './serve.js';

const resumes = pgTable('resumes', { id: serial().primaryKey(), title: text() });
const sections = pgTable('sections', { id: serial().primaryKey(), resumeId: integer('resume_id'), title: text() });
const schema = {
  resumes,
  sections,
  ofResume: relations(resumes, ({ many }) => ({ sections: many(sections) })),
  ofSection: relations(sections, ({ one }) => ({
    resume: one(resumes, { fields: [sections.resumeId], references: [resumes.id] }),
  })),
};
const db = drizzle(new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 }), { schema });
const all = () => db.select().from(resumes).orderBy(resumes.id);
const sectionsOf = ({ id }) => db.query.sections.findMany({ where: eq(sections.resumeId, id) });

serve({
  async lazy() {
    let count = 0;
    for (const resume of await all()) count += (await sectionsOf(resume)).length;
    return count;
  },
  async together() {
    return (await Promise.all((await all()).map(sectionsOf))).flat().length;
  },
  async prepared() {
    const named = db
      .select()
      .from(sections)
      .where(eq(sections.resumeId, sql.placeholder('id')))
      .prepare('of_resume');
    return (await Promise.all((await all()).map(({ id }) => named.execute({ id })))).flat().length;
  },
  async eager() {
    return (await db.query.resumes.findMany({ with: { sections: true } })).flatMap((one) => one.sections).length;
  },
  async batch() {
    const ids = (await all()).map(({ id }) => id);
    return (await db.select().from(sections).where(inArray(sections.resumeId, ids))).length;
  },
  async transaction() {
    await db.transaction(async (own) => {
      const [{ id }] = await own.insert(sections).values({ resumeId: 1, title: 'new' }).returning();
      await own.transaction((inner) => inner.delete(sections).where(eq(sections.id, id)));
    });
    return 1;
  },
});
