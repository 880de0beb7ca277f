import 'reflect-metadata';
import { DataSource, EntitySchema, In } from 'typeorm';
import { serve } from './serve.js';

const id = { type: 'int', primary: true, generated: true };
const Resume = new EntitySchema({
  name: 'Resume',
  tableName: 'resumes',
  columns: { id, title: { type: 'text' } },
  relations: { sections: { type: 'one-to-many', target: 'Section', inverseSide: 'resume', lazy: true } },
});
const Section = new EntitySchema({
  name: 'Section',
  tableName: 'sections',
  columns: { id, title: { type: 'text' }, resumeId: { type: 'int', name: 'resume_id' } },
  relations: {
    resume: { type: 'many-to-one', target: 'Resume', inverseSide: 'sections', joinColumn: { name: 'resume_id' } },
  },
});
const source = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  extra: { max: 4 },
  entities: [Resume, Section],
});
await source.initialize();
const resumes = () => source.getRepository(Resume).find({ order: { id: 'ASC' } });

serve({
  async lazy() {
    let count = 0;
    for (const resume of await resumes()) count += (await resume.sections).length;
    return count;
  },
  async together() {
    return (await Promise.all((await resumes()).map((resume) => resume.sections))).flat().length;
  },
  async eager() {
    const found = await source.getRepository(Resume).find({ relations: { sections: true } });
    return (await Promise.all(found.map(({ sections }) => sections))).flat().length;
  },
  async batch() {
    const ids = (await resumes()).map((resume) => resume.id);
    return (await source.getRepository(Section).findBy({ resumeId: In(ids) })).length;
  },
  async transaction() {
    await source.transaction(async (own) => {
      const section = await own.save(Section, { title: 'new', resumeId: 1 });
      await own.remove(Section, section);
    });
    return 1;
  },
});
