import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './prisma/client.ts';
import { serve } from './serve.js';

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 4 }) });
const resumes = () => prisma.resume.findMany({ orderBy: { id: 'asc' } });
const sectionsOf = ({ id }) => prisma.section.findMany({ where: { resumeId: id } });
const sectionsIn = (all) => all.flatMap(({ sections }) => sections).length;

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
    return sectionsIn(await prisma.resume.findMany({ include: { sections: true } }));
  },
  // Prisma makes one query of those that come in one tick.
  async batch() {
    const found = await Promise.all(
      (await resumes()).map(({ id }) => prisma.resume.findUnique({ where: { id } }).sections()),
    );
    return found.flat().length;
  },
  async uniques() {
    let count = 0;
    for (const { id } of await resumes()) count += (await prisma.resume.findUnique({ where: { id } })) ? 5 : 0;
    return count;
  },
  async transaction() {
    await prisma.$transaction(async (own) => {
      const { id } = await own.section.create({ data: { resumeId: 1, title: 'new' } });
      await own.section.delete({ where: { id } });
    });
    return 1;
  },
  async pipelined() {
    return (await prisma.$transaction([prisma.section.count(), prisma.resume.count()])).length;
  },
});
